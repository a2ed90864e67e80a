import type { ChatSocket } from "./chat-socket.js";

/**
 * Hands all packets of one flush to the kernel in one write. Engine.IO's websocket transport makes
 * a write of every packet, and under load these writes are most of what a message costs.
 */
export function corkFlushes(connection: ChatSocket["conn"]): void {
  const { socket } = connection.request;
  connection.on("flush", () => socket.cork());
  connection.on("drain", () => socket.uncork());
}
