import { io } from "socket.io-client";
import type { OpenLink } from "./link.js";

/** Of Node, where it waits a millisecond less. */
declare const setImmediate: ((run: () => void) => void) | undefined;

const later = typeof setImmediate === "undefined" ? setTimeout : setImmediate;

/**
 * The official client, for where no websocket gets through: by polling there, and outside of
 * browsers, where it brings a websocket of its own. Its reconnection and buffers are not used.
 */
export const openSocketIoLink: OpenLink = (endpoint, auth, listener) => {
  const socket = io(endpoint.origin, {
    path: endpoint.pathname,
    transports: typeof WebSocket === "undefined" ? ["websocket", "polling"] : ["polling"],
    tryAllTransports: true,
    reconnection: false,
    forceNew: true,
    auth,
  });
  let over = false;
  let turn = Promise.resolve();
  /**
   * Tells each packet in a task of its own, as a browser tells those of a websocket: many may come in
   * one piece, and whoever awaits an answer goes on before what came after it is told.
   */
  function inTurn(tell: () => void): void {
    turn = turn.then(
      () =>
        new Promise((next) =>
          later(() => {
            next();
            if (!over) tell();
          }),
        ),
    );
  }

  socket.onAny((name: string, payload: unknown) => inTurn(() => listener.event(name, payload)));
  socket.on("connect_error", (error: Error & { data?: object }) => {
    if (error.data) listener.refused(error.message, error.data);
    else listener.unreachable(error.message);
  });
  socket.on("disconnect", (reason) => inTurn(() => listener.closed(reason)));
  // Closed before it was open: of that the socket itself says nothing.
  const { engine } = socket.io;
  engine.on("close", listener.unreachable);
  engine.on("open", () => engine.off("close", listener.unreachable));

  return {
    emit: (name, payload, answered) =>
      void socket.emit(name, payload, (answer: unknown) => inTurn(() => answered(answer))),
    close() {
      over = true;
      engine.off("close", listener.unreachable);
      socket.offAny();
      socket.off();
      socket.disconnect();
    },
  };
};
