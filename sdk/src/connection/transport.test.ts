import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { ChatError } from "../chat-error.js";
import { DEFAULT_SERVER_LIMITS } from "../protocol/index.js";
import { userOf } from "../testing/fake-transport.js";
import { socketTransport } from "./transport.js";

const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  vi.unstubAllGlobals();
});

const session = { user: userOf("anna"), limits: DEFAULT_SERVER_LIMITS };

/** A real socket.io server that says who the caller is, and hands the test its sockets. */
async function startServer(path = "/socket.io") {
  const http = createServer();
  const io = new Server(http, { path });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  stops.push(() => io.close());
  const { port } = http.address() as AddressInfo;
  const sockets: Socket[] = [];
  io.on("connection", (socket) => {
    sockets.push(socket);
    socket.emit("session", session);
  });
  return { io, sockets, url: new URL(`http://127.0.0.1:${port}`) };
}

function connect(url: URL) {
  const opened = vi.fn();
  const lost = vi.fn<(error: ChatError) => void>();
  const event = vi.fn();
  const transport = socketTransport(url)("a token", { opened, lost, event });
  stops.push(() => transport.close());
  return { transport, opened, lost, event };
}

/** As a browser's: an error that nobody listens for ends nothing. */
class BrowserWebSocket extends WebSocket {
  constructor(address: URL) {
    super(address);
    this.on("error", () => {});
  }
}

const ground = [
  { name: "in a browser, by a websocket of its own", WebSocket: BrowserWebSocket },
  { name: "where there is no websocket, by the official client", WebSocket: undefined },
];

describe.each(ground)("the socket's transport, $name", (globals) => {
  beforeEach(() => void vi.stubGlobal("WebSocket", globals.WebSocket));

  it("hands over the token, and says that it confirms what is delivered", async () => {
    const { io, sockets, url } = await startServer();
    const auth = vi.fn();
    io.use((socket, next) => {
      auth(socket.handshake.auth, socket.handshake.url);
      next();
    });
    const { opened } = connect(url);
    await expect.poll(() => opened).toHaveBeenCalledWith(session);
    expect(auth).toHaveBeenCalledWith(
      { token: "a token", confirmsDelivery: true },
      expect.not.stringContaining("token"),
    );
    expect(sockets[0]?.conn.transport.name).toBe("websocket");
  });

  it("reaches a server that is mounted under a path", async () => {
    const { url } = await startServer("/chat/socket.io");
    const { opened } = connect(new URL("/chat/", url));
    await expect.poll(() => opened).toHaveBeenCalled();
  });

  it("falls back to polling where websockets are blocked", async () => {
    const { io, sockets, url } = await startServer();
    io.engine.opts.transports = ["polling"];
    const { opened } = connect(url);
    await expect.poll(() => opened).toHaveBeenCalled();
    expect(sockets[0]?.conn.transport.name).toBe("polling");
  });

  it("is lost at once when somebody between accepts the websocket and closes it", async () => {
    const proxy = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    stops.push(() => proxy.close());
    await once(proxy, "listening");
    proxy.on("connection", (socket) => socket.close());
    const { port } = proxy.address() as AddressInfo;
    const { lost } = connect(new URL(`http://127.0.0.1:${port}`));
    await expect.poll(() => lost).toHaveBeenCalled();
    expect(lost.mock.lastCall?.[0]).toMatchObject({ code: "offline" });
  });

  it("goes on by polling when what answers is not our server", async () => {
    const proxy = createServer((_request, response) => response.writeHead(502).end());
    const sockets = new WebSocketServer({ server: proxy });
    stops.push(() => proxy.close());
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    sockets.on("connection", (socket) => socket.send("hello"));
    const { port } = proxy.address() as AddressInfo;
    const { lost } = connect(new URL(`http://127.0.0.1:${port}`));
    await expect.poll(() => lost).toHaveBeenCalled();
    expect(lost.mock.calls).toHaveLength(1);
    expect(lost.mock.lastCall?.[0]).toMatchObject({ code: "offline" });
  });

  it("tells with its code why it was refused", async () => {
    const { io, url } = await startServer();
    io.use((_, next) => {
      const data = { code: "too_many_connections", retryAfterMs: 2_000 };
      next(Object.assign(new Error("too many"), { data }));
    });
    const { lost, opened } = connect(url);
    await expect
      .poll(() => lost.mock.calls[0]?.[0])
      .toMatchObject({
        code: "too_many_connections",
        retryAfterMs: 2_000,
        retryable: true,
        message: "unable to connect; too many",
      });
    expect(opened).not.toHaveBeenCalled();
  });

  it("calls a server that can't be reached offline", async () => {
    const { io, url } = await startServer();
    await io.close();
    const { lost } = connect(url);
    await expect.poll(() => lost.mock.calls[0]?.[0].code).toBe("offline");
  });

  it("gives answers, refusals and time-outs to those who asked", async () => {
    const { sockets, url } = await startServer();
    const { transport, opened } = connect(url);
    await expect.poll(() => opened).toHaveBeenCalled();
    sockets[0]?.on("sync", (payload: object, ack: (answer: object) => void) =>
      ack({ ok: true, ...payload }),
    );
    sockets[0]?.on("mark_read", (_: object, ack: (answer: object) => void) =>
      ack({ ok: false, error: { code: "rate_limited", message: "slow down", retryAfterMs: 700 } }),
    );
    const { request } = transport;
    await expect(request("sync", { conversations: { a: 1 } }, 1_000)).resolves.toMatchObject({
      conversations: { a: 1 },
    });
    await expect(request("mark_read", { conversationId: "a" }, 1_000)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 700,
      message: "unable to mark read; slow down",
    });
    await expect(request("typing", { conversationId: "a" }, 20)).rejects.toMatchObject({
      code: "timeout",
      retryable: true,
    });
  });

  it("ends what is under way with the connection, and keeps nothing for the next", async () => {
    const { sockets, url } = await startServer();
    const { transport, opened, lost } = connect(url);
    await expect.poll(() => opened).toHaveBeenCalled();
    const ask = () => transport.request("sync", { conversations: {} }, 10_000);
    const unanswered = expect(ask()).rejects.toMatchObject({ code: "offline" });
    sockets[0]?.conn.close();
    await unanswered;
    expect(lost).toHaveBeenCalledTimes(1);
    await expect(ask()).rejects.toMatchObject({ code: "offline" });
    expect(sockets).toHaveLength(1);
  });

  it("hands on events, until it is closed", async () => {
    const { sockets, url } = await startServer();
    const { transport, opened, lost, event } = connect(url);
    await expect.poll(() => opened).toHaveBeenCalled();
    sockets[0]?.emit("user_online", { userId: "bo" });
    await expect.poll(() => event).toHaveBeenCalledWith("user_online", { userId: "bo" });
    const closed = new Promise((resolve) => sockets[0]?.on("disconnect", resolve));
    sockets[0]?.emit("user_offline", { userId: "bo" });
    transport.close();
    await closed;
    expect(event).not.toHaveBeenCalledWith("user_offline", expect.anything());
    expect(lost).not.toHaveBeenCalled();
  });
});
