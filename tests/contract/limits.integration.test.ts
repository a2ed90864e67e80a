import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";

describe("limits", () => {
  const server = useServer("PostgreSQL", {
    LIMIT_MESSAGE_LENGTH: "10",
    LIMIT_MESSAGES_PER_SECOND: "1",
    LIMIT_MESSAGE_BURST: "3",
    LIMIT_GUESTS_PER_MINUTE: "3",
  });

  it("on messages answer rate_limited, keep the connection and lift by themselves", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const pia = await server.connect(photographer);
    const send = (messageText: string) =>
      carl.request("send_message", { conversationId, messageText });

    const begin = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(`${index}`)));
    const refilled = Math.ceil((performance.now() - begin) / 1_000);

    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThanOrEqual(20 - 3 - refilled);
    for (const { error } of refused) {
      expect(error.code).toBe("rate_limited");
      expect(error.retryAfterMs).toBeGreaterThan(0);
      expect(error.retryAfterMs).toBeLessThanOrEqual(1_000);
    }
    expect(carl.socket.connected).toBe(true);
    expect((await pia.request("send_message", { conversationId, messageText: "mine" })).ok).toBe(
      true,
    );

    const route = `POST /api/conversations/${conversationId}/messages`;
    const byRest = await Promise.all(
      Array.from({ length: 10 }, () => server.fetch(customer, route, { messageText: "rest" })),
    );
    const tooMany = byRest.find((answer) => answer.status === 429);
    expect(tooMany?.body).toMatchObject({ error: { code: "rate_limited" } });
    expect(Number(tooMany?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);

    await eventually(async () => expect((await send("later")).ok).toBe(true));
  });

  it("on a flood without acks keep the connection", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    for (let index = 0; index < 1_000; index++) {
      carl.socket.emit("send_message", { conversationId, messageText: "flood" });
      carl.socket.emit("typing", { conversationId });
    }
    await carl.next(
      "error",
      ({ code, event }) => code === "rate_limited" && event === "send_message",
    );
    await eventually(async () =>
      expect((await carl.request("sync", { conversations: {} })).ok).toBe(true),
    );
    expect(carl.socket.connected).toBe(true);
  });

  it("on a flood that is asked faster than its answers are read keep the connection", async () => {
    const carl = await server.connect(server.user());
    const flood = 20_000;
    for (let index = 0; index < flood; index++) carl.socket.emit("nothing that exists", {});
    await eventually(
      () => {
        expect(carl.socket.connected).toBe(true);
        expect(carl.received("error")).toHaveLength(flood);
      },
      { timeout: 30_000 },
    );
  });

  it("on length are the operator's", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const send = (messageText: string) =>
      carl.request("send_message", { conversationId, messageText });
    expect((await send("x".repeat(10))).ok).toBe(true);
    expect((await send("x".repeat(11))).error.code).toBe("too_large");
  });

  it("on guests are by address", async () => {
    const answers = [];
    for (let index = 0; index < 6; index++) {
      answers.push(await server.fetch<WirePayload>(null, "POST /api/guests", {}));
    }
    const refused = answers.find((answer) => answer.status === 429);
    expect(refused?.body.error.code).toBe("rate_limited");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  });
});
