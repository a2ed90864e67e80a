import { WebSocket } from "ws";

/** How long it listens, to be let in. */
const LISTENS_MS = 100;

/** A signed-in connection that soon stops reading; `terminate` ends it. */
export function openDeafReader(url: string, token: string): WebSocket {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  socket.on("error", () => {});
  socket.on("open", () => {
    socket.send(`40${JSON.stringify({ token })}`);
    setTimeout(() => socket.pause(), LISTENS_MS);
  });
  return socket;
}
