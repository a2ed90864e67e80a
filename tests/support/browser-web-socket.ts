import { WebSocket } from "ws";

/** Of `ws`, as a browser's: each message is a task of its own, and an error ends it and is no exception. */
export class BrowserWebSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address, [], { allowSynchronousEvents: false });
    this.on("error", () => {});
  }
}
