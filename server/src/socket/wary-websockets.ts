import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { countIdle } from "./count-idle.js";
import type { WebSocket } from "./websocket-of.js";

/** The server of `ws`, which Engine.IO does not declare either. */
export type WebSocketServer = new (options: object) => {
  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (websocket: WebSocket) => void,
  ): void;
};

/**
 * The same with websockets that end when they ping or pong without end. By itself `ws` writes an
 * answer to every ping, whether or not the other side reads. And it tells of all frames of a chunk,
 * thousands of small ones, at once; here of one in a turn of the event loop.
 */
export function waryWebSockets(Base: WebSocketServer): WebSocketServer {
  return class extends Base {
    constructor(options: object) {
      super({ ...options, autoPong: false, allowSynchronousEvents: false });
    }

    override handleUpgrade(...[request, socket, head, done]: Parameters<HandleUpgrade>): void {
      super.handleUpgrade(request, socket, head, (websocket) => {
        const isTooMuch = countIdle();
        websocket.on("ping", (data) =>
          isTooMuch() ? websocket.terminate() : websocket.pong(data),
        );
        websocket.on("pong", () => isTooMuch() && websocket.terminate());
        done(websocket);
      });
    }
  };
}

type HandleUpgrade = InstanceType<WebSocketServer>["handleUpgrade"];
