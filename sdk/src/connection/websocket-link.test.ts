import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { openWebSocketLink } from "./websocket-link.js";

const stops: (() => void)[] = [];

beforeEach(() => void vi.stubGlobal("WebSocket", WebSocket));
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
});

/** A server that says what the test makes it say, and a link to it. */
async function open(handshake?: object) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  stops.push(() => server.close());
  await once(server, "listening");
  const heard: string[] = [];
  const connected = new Promise<WebSocket>((resolve) => {
    server.on("connection", (socket) => {
      socket.on("message", (data: Buffer) => heard.push(data.toString()));
      if (handshake) socket.send(`0${JSON.stringify(handshake)}`);
      resolve(socket);
    });
  });
  const listener = { event: vi.fn(), unreachable: vi.fn(), refused: vi.fn(), closed: vi.fn() };
  const { port } = server.address() as AddressInfo;
  const endpoint = new URL(`http://127.0.0.1:${port}/socket.io`);
  const link = openWebSocketLink(endpoint, { token: "a token" }, listener);
  stops.push(link.close);
  return { link, listener, heard, far: await connected };
}

const patient = { pingInterval: 5_000, pingTimeout: 5_000 };

describe("the websocket's link", () => {
  it("hands over the token once the server has greeted, and answers its pings", async () => {
    const { far, heard } = await open(patient);
    await expect.poll(() => heard).toEqual(['40{"token":"a token"}']);
    far.send("2");
    await expect.poll(() => heard[1]).toBe("3");
  });

  it("reads events and answers of any content, line ends and digits too", async () => {
    const { link, listener, heard, far } = await open(patient);
    await expect.poll(() => heard).toHaveLength(1);
    far.send(`42${JSON.stringify(["new_message", { text: "1\n2\u2028[3]" }])}`);
    const answered = vi.fn();
    link.emit("typing", { conversationId: "a" }, vi.fn());
    link.emit("sync", {}, answered);
    await expect.poll(() => heard[2]).toBe('422["sync",{}]');
    far.send('432[{"ok":true,"text":"9\\n"}]');
    await expect.poll(() => answered).toHaveBeenCalledWith({ ok: true, text: "9\n" });
    expect(listener.event).toHaveBeenCalledWith("new_message", { text: "1\n2\u2028[3]" });
  });

  it("ends when the server has been silent for longer than it said it would", async () => {
    const { listener } = await open({ pingInterval: 20, pingTimeout: 20 });
    await expect.poll(() => listener.closed).toHaveBeenCalledWith("the server did not answer");
    expect(listener.unreachable).not.toHaveBeenCalled();
  });

  it("is unreachable when nobody greets", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    stops.push(() => void vi.useRealTimers());
    const { listener } = await open();
    await vi.advanceTimersByTimeAsync(7_000);
    expect(listener.unreachable).toHaveBeenCalledTimes(1);
    expect(listener.closed).not.toHaveBeenCalled();
  });

  it.each(["42not json", "0", '44"'])("ends, and throws nothing, on %s", async (packet) => {
    const { listener, far, heard } = await open(patient);
    await expect.poll(() => heard).toHaveLength(1);
    far.send(packet);
    await expect.poll(() => listener.closed).toHaveBeenCalledTimes(1);
  });

  it("says goodbye, and hears nothing after", async () => {
    const { link, listener, far, heard } = await open(patient);
    await expect.poll(() => heard).toHaveLength(1);
    const closed = once(far, "close");
    link.close();
    far.send('42["late",{}]');
    await closed;
    expect(heard.at(-1)).toBe("41");
    expect(Object.values(listener).flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
