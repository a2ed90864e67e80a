import type { Logger } from "pino";
import type { ChatSocket } from "./chat-socket.js";

const MOST_BYTES = 1_048_576;
const OLDEST_MS = 10_000;

/**
 * Ends a connection whose other side has stopped reading: more than 1 MiB waits for it, or something
 * has been waiting for 10 s. Looked at whenever a packet is added, pings included. The client syncs
 * when it comes back.
 */
export function guardWriteBuffer(connection: ChatSocket["conn"], logger: Logger): void {
  let waiting = 0;
  let since = 0;
  connection.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
    const now = performance.now();
    if (waiting === 0) since = now;
    waiting += data?.length ?? 1;
    if (waiting <= MOST_BYTES && now - since <= OLDEST_MS) return;
    connection.removeAllListeners("packetCreate");
    logger.warn({ waiting }, "the other side does not read, closing");
    setImmediate(() => connection.close(true));
  });
  connection.on("drain", () => {
    waiting = 0;
  });
}
