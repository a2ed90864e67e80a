import type { Logger } from "pino";
import type { ChatSocket } from "./chat-socket.js";
import { countIdle } from "./count-idle.js";
import { websocketOf } from "./websocket-of.js";

interface Packet {
  type: string;
  data?: string | Buffer;
}

/**
 * Ends a connection that sends packet after packet that is no event: sign-ins, other namespaces,
 * answers that nobody waits for, heartbeats, probes of a websocket that never takes over.
 */
export function guardPackets(connection: ChatSocket["conn"], logger: Logger): void {
  const isTooMuch = countIdle();
  const count = (): void => {
    if (!isTooMuch()) return;
    logger.info("packets that are no events, closing");
    connection.close(true);
    websocketOf(connection)?.terminate();
  };
  connection.on("packet", (packet: Packet) => {
    if (!isEvent(packet)) count();
  });
  connection.on("upgrading", count);
}

/** Of Socket.IO, `2` is an event and `5` one with bytes, which follow as they are. */
function isEvent({ type, data }: Packet): boolean {
  return type === "message" && (typeof data !== "string" || /^[25]/.test(data));
}
