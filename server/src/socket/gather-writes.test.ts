import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { expect, it } from "vitest";
import type { ChatSocket } from "./chat-socket.js";
import { gatherWrites } from "./gather-writes.js";

it("makes one write of what is told in one turn, and holds nothing back", async () => {
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const io = new Server(http, { transports: ["websocket"] });
  const flushes: { packets: number; corked: boolean }[] = [];
  io.engine.on("connection", (connection: ChatSocket["conn"]) => {
    gatherWrites(connection);
    connection.on("flush", (packets: unknown[]) => {
      const corked = connection.request.socket.writableCorked === 1;
      flushes.push({ packets: packets.length, corked });
    });
  });
  io.on("connection", (socket) => {
    for (let number = 0; number < 10; number++) socket.emit("number", number);
    socket.on("more", (done: () => void) => done());
  });

  const { port } = http.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  const numbers: number[] = [];
  client.on("number", (number: number) => numbers.push(number));
  try {
    await client.timeout(5_000).emitWithAck("more");
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(flushes.some(({ packets }) => packets >= 10)).toBe(true);
    expect(flushes.every(({ corked }) => corked)).toBe(true);
  } finally {
    client.disconnect();
    await io.close();
  }
});
