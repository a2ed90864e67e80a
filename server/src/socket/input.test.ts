import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { expect, it } from "vitest";
import type { ChatServerIo } from "./chat-socket.js";
import { holdPosts } from "./hold-posts.js";
import { createInputs } from "./input.js";

it.each(["websocket", "polling"])("keeps what a %s sends until everybody lets go", async (kind) => {
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const io: ChatServerIo = new Server(http);
  const inputOf = createInputs();
  holdPosts(io, inputOf);
  const asked: unknown[] = [];
  let letGo: (() => void)[] = [];
  io.on("connection", (socket) => {
    socket.onAny((event) => asked.push(event));
    const input = inputOf(socket.conn);
    if (letGo.length === 0) letGo = [input.hold(), input.hold()];
  });

  const { port } = http.address() as AddressInfo;
  const open = async () => {
    const client = connect(`http://127.0.0.1:${port}`, { transports: [kind], forceNew: true });
    await once(client as unknown as NodeJS.EventEmitter, "connect");
    return client;
  };
  const held = await open();
  const other = await open();
  try {
    held.emit("held");
    for (let turn = 0; turn < 20; turn++) {
      other.emit("other");
      await expect.poll(() => asked.length).toBe(turn + 1);
    }
    letGo[0]?.();
    other.emit("other");
    await expect.poll(() => asked.length).toBe(21);
    expect(asked).not.toContain("held");
    letGo[1]?.();
    await expect.poll(() => asked).toContain("held");
  } finally {
    held.disconnect();
    other.disconnect();
    await io.close();
  }
});
