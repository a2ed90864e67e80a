import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.js";

describe("the wire", () => {
  let server: Server;
  let wire: TcpProxy;
  let pieces: string[];
  const sockets: Socket[] = [];

  beforeEach(async () => {
    pieces = [];
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => {});
      socket.on("data", (piece: Buffer) => {
        pieces.push(piece.toString());
        socket.write(piece);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    wire = await startTcpProxy(`tcp://127.0.0.1:${port}`);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    wire.close();
    server.close();
  });

  /** A connection through the wire: what has come back, and how it ended. */
  function open() {
    const socket = connect(wire.port, "127.0.0.1");
    const heard = { text: "", end: null as string | null };
    sockets.push(socket);
    socket.on("data", (piece: Buffer) => (heard.text += piece.toString()));
    socket.on("error", (error: NodeJS.ErrnoException) => (heard.end = error.code ?? "error"));
    socket.on("end", () => (heard.end ??= "end"));
    return { socket, heard };
  }

  it("carries both ways, and an end too", async () => {
    const { socket, heard } = open();
    socket.write("hello");
    await expect.poll(() => heard.text).toBe("hello");
    sockets[1]?.end();
    await expect.poll(() => heard.end).toBe("end");
  });

  it("delays, and keeps the order", async () => {
    const { socket, heard } = open();
    wire.turn({ delayMs: 100 });
    const start = performance.now();
    socket.write("one");
    await delay(20);
    socket.write("two");
    await expect.poll(() => heard.text).toBe("onetwo");
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it("slices into single bytes", async () => {
    wire.turn({ sliced: true });
    const { socket, heard } = open();
    socket.write("abcdefgh");
    await expect.poll(() => heard.text).toBe("abcdefgh");
    expect(pieces.length).toBeGreaterThan(1);
  });

  it.each(["up", "down"] as const)("is silent %s, and delivers afterwards", async (direction) => {
    const { socket, heard } = open();
    socket.write("one ");
    await expect.poll(() => heard.text).toBe("one ");
    wire.turn({ silent: [direction] });
    socket.write("two");
    if (direction === "down") await expect.poll(() => pieces.join("")).toBe("one two");
    await delay(100);
    expect(pieces.join("")).toBe(direction === "up" ? "one " : "one two");
    expect(heard).toEqual({ text: "one ", end: null });
    wire.turn();
    await expect.poll(() => heard.text).toBe("one two");
  });

  it("resets after so many bytes", async () => {
    wire.turn({ resetAfter: 3 });
    const { socket, heard } = open();
    socket.write("abcdef");
    await expect.poll(() => heard.end).toBe("ECONNRESET");
    expect(pieces.join("")).not.toContain("d");
  });

  it("resets what is there, and cuts off what comes, until it is mended", async () => {
    const first = open();
    first.socket.write("one");
    await expect.poll(() => first.heard.text).toBe("one");
    wire.reset();
    await expect.poll(() => first.heard.end).toBe("ECONNRESET");
    const second = open();
    second.socket.write("two");
    await expect.poll(() => second.heard.text).toBe("two");
    wire.cut();
    await expect.poll(() => second.heard.end).toBe("ECONNRESET");
    const third = open();
    await expect.poll(() => third.heard.end).not.toBeNull();
    wire.mend();
    const fourth = open();
    fourth.socket.write("four");
    await expect.poll(() => fourth.heard.text).toBe("four");
  });

  it.each([true, false])("stops a piece with a text on its way; it passes: %s", async (passes) => {
    const { socket, heard } = open();
    socket.write("one ");
    await expect.poll(() => heard.text).toBe("one ");
    let caught = 0;
    wire.intercept("down", "ack", () => {
      caught += 1;
      return passes;
    });
    socket.write("an ack");
    await expect.poll(() => caught).toBe(1);
    if (passes) await expect.poll(() => heard.text).toBe("one an ack");
    else await expect.poll(() => heard).toEqual({ text: "one ", end: "ECONNRESET" });
  });
});
