import { setTimeout as delay } from "node:timers/promises";
import { io } from "socket.io-client";
import type { WirePayload } from "../../support/wire.js";
import { seenOnWire } from "../actors/raw-sender.js";
import type { Journal } from "../journal.js";
import { lasting } from "../lasting.js";
import { FLOODER, type World } from "../world.js";

const SOCKETS = 4;
/** Messages in each turn of each socket. */
const BATCH = 10;
const TURN_MS = 50;
const ANSWER_MS = 5_000;

/** One user sends forty times what is allowed, without waiting for an answer. */
export async function flood(
  world: World,
  journal: Journal,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const [conversationId = ""] = world.conversationsOf(FLOODER);
  const name = `${FLOODER} at ${Math.round(world.now())}`;
  world.passers.push({
    ...{ name, userId: FLOODER, browser: null, journal: journal.entries, final: null },
  });
  const sockets = Array.from({ length: SOCKETS }, () =>
    io(world.server.url, {
      auth: { token: world.token(FLOODER) },
      forceNew: true,
      reconnection: false,
    }),
  );
  let sent = 0;

  const send = (socket: (typeof sockets)[number]): void => {
    sent += 1;
    const clientMessageId = `${name}-${sent}`;
    const text = `flood ${sent}`;
    journal.write({ type: "wrote", conversationId, clientMessageId, text, doomed: false });
    socket
      .timeout(ANSWER_MS)
      .emitWithAck("send_message", { conversationId, clientMessageId, messageText: text })
      .then(({ message, error }: Partial<WirePayload>) => {
        if (message)
          journal.write({ type: "acked", message: seenOnWire(message), duplicate: false });
        if (!error) return;
        const { code, retryAfterMs = null } = error;
        journal.write({ type: "refused", request: "send_message", code, retryAfterMs });
      })
      .catch(() => {});
  };

  const until = world.now() + ms;
  while (world.now() < until && !signal.aborted) {
    for (const socket of sockets) {
      for (let left = BATCH; left > 0 && socket.connected; left -= 1) send(socket);
    }
    await lasting(TURN_MS, signal);
  }
  await delay(500);
  for (const socket of sockets) socket.close();
}
