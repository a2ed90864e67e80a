import { io } from "socket.io-client";
import type { OpenLink } from "./link.js";

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
  socket.onAny(listener.event);
  socket.on("connect_error", (error: Error & { data?: object }) => {
    if (error.data) listener.refused(error.message, error.data);
    else listener.unreachable(error.message);
  });
  socket.on("disconnect", listener.closed);
  // Closed before it was open: of that the socket itself says nothing.
  const { engine } = socket.io;
  engine.on("close", listener.unreachable);
  engine.on("open", () => engine.off("close", listener.unreachable));

  return {
    emit: (name, payload, answered) => void socket.emit(name, payload, answered),
    close() {
      engine.off("close", listener.unreachable);
      socket.offAny();
      socket.off();
      socket.disconnect();
    },
  };
};
