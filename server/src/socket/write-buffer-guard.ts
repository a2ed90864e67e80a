import type { Logger } from "pino";
import type { ChatSocket } from "./chat-socket.js";
import type { Input } from "./input.js";
import { websocketOf } from "./websocket-of.js";

const PAUSE_BYTES = 65_536;
const MOST_BYTES = 1_048_576;
const OLDEST_MS = 10_000;

/** Packets that the transport has not taken yet; Engine.IO does not declare it. */
interface Output {
  writeBuffer: readonly unknown[];
}

/**
 * Ends a connection whose other side has stopped reading: more than 1 MiB waits for it, or something
 * has been waiting for 10 s. Looked at whenever a packet is added, pings included. The client syncs
 * when it comes back. Once 64 KiB wait, no more is read from the connection until they are on their
 * way, so that a client that asks faster than it reads is slowed down and not cut off.
 */
export function guardWriteBuffer(
  connection: ChatSocket["conn"],
  input: Input,
  logger: Logger,
): void {
  let waiting = 0;
  let since = 0;
  let letGo: (() => void) | null = null;
  connection.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
    const now = performance.now();
    if (waiting === 0) since = now;
    waiting += data?.length ?? 1;
    if (waiting > PAUSE_BYTES) letGo ??= input.hold();
    const taken = websocketOf(connection)?.bufferedAmount ?? 0;
    if (waiting + taken <= MOST_BYTES && now - since <= OLDEST_MS) return;
    connection.removeAllListeners("packetCreate");
    logger.warn({ waiting }, "the other side does not read, closing");
    setImmediate(() => connection.close(true));
  });
  connection.on("drain", () => {
    letGo?.();
    letGo = null;
    waiting = 0;
  });
}

/** Resolves when nothing waits to be sent any more, or the connection has ended. */
export function sent(connection: ChatSocket["conn"]): Promise<void> {
  const { writeBuffer } = connection as unknown as Output;
  if (writeBuffer.length === 0 || connection.readyState !== "open") return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      connection.off("drain", done).off("close", done);
      resolve();
    };
    connection.on("drain", done).on("close", done);
  });
}
