import { setTimeout as delay } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.js";
import type { WireMessage, WirePayload } from "../../support/wire.js";
import type { Witness } from "../evidence.js";
import { createJournal, type Journal, type SeenMessage } from "../journal.js";
import type { Random } from "../random.js";
import type { TokenSource } from "./token-source.js";

const ANSWER_MS = 3_000;
const PAUSE_MS = 300;
const PAUSE_MAX_MS = 5_000;

export const seenOnWire = ({ messageText: text, ...message }: WireMessage): SeenMessage => {
  const { conversationId, messageId, clientMessageId, senderId, seq } = message;
  return { conversationId, messageId, clientMessageId, senderId, seq, text };
};

/** The event `error` has a text of this name. */
const isMessage = (message: unknown): message is WireMessage => typeof message === "object";

/** Writes down all that an event or an answer tells of messages, conversations and people. */
export function hear(journal: Journal, event: string, payload: Partial<WirePayload>): void {
  const { message, messages = [], conversationId, conversations, userId, conversation } = payload;
  for (const one of isMessage(message) ? [message, ...messages] : messages) {
    journal.write({ type: "heard", message: seenOnWire(one) });
  }
  const ids = Array.isArray(conversations)
    ? (conversations as { conversationId: string }[]).map((one) => one.conversationId)
    : Object.keys(conversations ?? {});
  for (const subject of [...ids, conversationId, conversation?.conversationId, userId]) {
    if (subject !== undefined) journal.write({ type: "told", event, subject });
  }
}

export interface RawSender {
  readonly userId: string;
  readonly wire: TcpProxy;
  readonly tokens: TokenSource;
  /** Sends each text several times and over several ways at once, until every one is acked. */
  send(conversationId: string, texts: readonly string[]): void;
  /** How many are not acked yet. */
  readonly pending: number;
  readonly connected: boolean;
  witness(): Witness;
  close(): void;
}

export interface RawSenderOptions {
  readonly name: string;
  readonly userId: string;
  readonly serverUrl: string;
  readonly tokens: TokenSource;
  readonly random: Random;
  readonly now: () => number;
}

/** A client that nobody here wrote: without the SDK, by socket.io and REST, and careless in both. */
export async function startRawSender(options: RawSenderOptions): Promise<RawSender> {
  const { name, userId, serverUrl, tokens, random, now } = options;
  const wire = await startTcpProxy(serverUrl);
  const journal = createJournal(now);
  let pending = 0;
  let made = 0;
  let closed = false;

  const socket: Socket = io(wire.url, {
    auth: (give) =>
      void tokens.get().then(
        (token) => give({ token }),
        () => give({ token: "" }),
      ),
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 2_000,
  });
  const connectAgain = (): void => {
    if (!closed) socket.connect();
  };
  socket.on("connect_error", () => {
    // What the server refuses socket.io leaves to us.
    if (!socket.active) setTimeout(connectAgain, PAUSE_MS);
  });
  socket.onAny((event: string, payload: WirePayload) => hear(journal, event, payload));

  function took(request: string, answer: Partial<WirePayload>): boolean {
    const { error, message, duplicate = false } = answer;
    if (isMessage(message)) {
      journal.write({ type: "acked", message: seenOnWire(message), duplicate });
      return true;
    }
    if (error) {
      const { code, retryAfterMs = null } = error;
      journal.write({ type: "refused", request, code, retryAfterMs });
    }
    return false;
  }

  const bySocket = async (payload: object): Promise<boolean> => {
    if (!socket.connected) return false;
    const answer: WirePayload = await socket
      .timeout(ANSWER_MS)
      .emitWithAck("send_message", payload);
    return took("send_message", answer);
  };
  const byRest = async (payload: { conversationId: string }): Promise<boolean> => {
    const path = `/api/conversations/${payload.conversationId}/messages`;
    const response = await fetch(wire.url + path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await tokens.get()}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const answer = (await response.json()) as Partial<WirePayload>;
    const retryAfterMs = 1_000 * Number(response.headers.get("retry-after") ?? 0);
    if (answer.error && retryAfterMs > 0) answer.error.retryAfterMs = retryAfterMs;
    return took("POST messages", answer);
  };

  async function deliver(conversationId: string, messageText: string): Promise<void> {
    made += 1;
    pending += 1;
    const clientMessageId = `${name}-${made}`;
    journal.write({
      ...{ type: "wrote", conversationId, clientMessageId, doomed: false },
      text: messageText,
    });
    const payload = { conversationId, clientMessageId, messageText };
    for (let acked = false, pause = PAUSE_MS; !acked && !closed; pause *= 2) {
      const copies = Array.from({ length: random.int(1, 3) }, async () => {
        await delay(random.int(0, 30));
        const way = random.chance(0.6) ? bySocket : byRest;
        return way(payload).catch(() => false);
      });
      acked = (await Promise.all(copies)).some(Boolean);
      if (!acked) await delay(Math.min(pause, PAUSE_MAX_MS));
    }
    pending -= 1;
  }

  return {
    userId,
    wire,
    tokens,
    send(conversationId, texts) {
      for (const text of texts) void deliver(conversationId, text);
    },
    get pending() {
      return pending;
    },
    get connected() {
      return socket.connected;
    },
    witness: () => ({ name, userId, browser: null, journal: journal.entries, final: null }),
    close() {
      closed = true;
      socket.close();
      wire.close();
    },
  };
}
