import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { io } from "socket.io-client";
import { describe, expect, inject, it } from "vitest";
import { WebSocket } from "ws";
import { createDatabase } from "../../tests/support/postgres.js";
import { connectRaw } from "../../tests/support/raw-client.js";
import { startServer } from "../../tests/support/server.js";
import type { WireMessage, WirePayload } from "../../tests/support/wire.js";

describe("a shutdown", () => {
  it("answers what is in flight and sends clients away so that they come back", async () => {
    const server = await startServer({
      databaseUrl: await createDatabase(inject("postgresUrl")),
      env: { LIMIT_MESSAGE_BURST: "1000" },
    });
    try {
      const photographer = await connectRaw(server.url, {
        token: server.token("pia", { role: "photographer" }),
      });
      const customer = io(server.url, {
        auth: { token: server.token("carl") },
        reconnectionDelay: 100,
        reconnectionDelayMax: 100,
      });
      const conversationId = conversationIdOf("pia", "carl");
      await customer.timeout(10_000).emitWithAck("join_conversation", { conversationId });

      const answers: WirePayload[] = [];
      for (let index = 0; index < 200; index++) {
        const payload = { conversationId, messageText: `${index}` };
        customer.emit("send_message", payload, (answer: WirePayload) => answers.push(answer));
      }
      const reasons: string[] = [];
      customer.on("disconnect", (reason) => reasons.push(reason));
      await customer.timeout(10_000).emitWithAck("mark_read", { conversationId });
      const started = performance.now();
      expect(await server.kill("SIGTERM")).toBe(0);
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(photographer.received("user_offline")).toEqual([]);

      await server.start();
      const page = { conversationId, limit: 100 };
      const history: { messages: WireMessage[] } = await customer
        .timeout(20_000)
        .emitWithAck("load_messages", page);
      expect(reasons).toEqual(["transport close"]);
      const acked = answers.filter((answer) => answer["ok"]);
      expect(answers).toHaveLength(200);
      expect(history.messages).toHaveLength(100);
      expect(history.messages.at(-1)?.messageText).toBe(acked.at(-1)?.["message"].messageText);
      customer.close();
      photographer.socket.close();
    } finally {
      await server.stop();
    }
  });

  it("does not wait for those that don't let go", async () => {
    const server = await startServer({ databaseUrl: await createDatabase(inject("postgresUrl")) });
    const deaf = new WebSocket(
      `${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    );
    await new Promise((resolve) => deaf.once("message", resolve));
    deaf.pause();
    const started = performance.now();
    expect(await server.kill("SIGTERM")).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    deaf.terminate();
    await server.stop();
  });

  it("ends at once on a second signal", async () => {
    const server = await startServer({ databaseUrl: await createDatabase(inject("postgresUrl")) });
    const deaf = new WebSocket(
      `${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    );
    await new Promise((resolve) => deaf.once("message", resolve));
    deaf.pause();
    const first = server.kill("SIGTERM");
    await expect.poll(() => server.logs()).toContain('"closing"');
    process.kill(Number(server.logs().match(/"pid":(\d+)/)?.[1]), "SIGTERM");
    expect(await first).toBe(1);
    deaf.terminate();
    await server.stop();
  });
});
