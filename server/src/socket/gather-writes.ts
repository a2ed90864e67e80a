import type { ChatSocket } from "./chat-socket.js";

/**
 * Hands what a connection is told in one turn of the event loop to the kernel in one write: a
 * message and its acknowledgement, a receipt and its answer. Engine.IO flushes after every packet
 * and makes a write of each, and under load these writes are most of what a message costs.
 */
export function gatherWrites(connection: ChatSocket["conn"]): void {
  const { socket } = connection.request;
  // Private to Engine.IO, which has nothing public to wait with.
  const engine = connection as unknown as { flush(): void };
  const flush = engine.flush.bind(connection);
  let isDue = false;
  engine.flush = () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      flush();
    });
  };
  connection.on("flush", () => socket.cork());
  connection.on("drain", () => socket.uncork());
}
