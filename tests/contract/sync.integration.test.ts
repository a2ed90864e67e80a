import { describe, expect, it } from "vitest";
import { stores, useServer } from "../support/use-server.js";

describe.each(stores)("sync, on %s", (store) => {
  const server = useServer(store, {
    LIMIT_MESSAGES_PER_SECOND: "1000",
    LIMIT_MESSAGE_BURST: "1000",
  });

  it("answers what changed after a cursor, receipts included", async () => {
    const { photographer, customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    const sync = async (rev: number) => {
      const answer = await carl.request("sync", { conversations: { [conversationId]: rev } });
      return answer.conversations[conversationId];
    };
    const one = await carl.request("send_message", { conversationId, messageText: "one" });
    const known = await sync(0);
    expect(known?.messages.map((message) => message.messageText)).toEqual(["one"]);
    expect(known?.rev).toBeGreaterThanOrEqual(one.message.rev);

    const two = await carl.request("send_message", { conversationId, messageText: "two" });
    const pia = await server.connect(photographer);
    await pia.request("mark_read", { conversationId, upToMessageId: one.message.messageId });
    const changed = await sync(known?.rev ?? 0);

    expect(changed?.messages.at(-1)?.messageText).toBe("two");
    expect(changed?.reset).toBe(false);
    expect(changed?.participants).toContainEqual(
      expect.objectContaining({ userId: photographer.userId, readSeq: one.message.seq }),
    );
    expect(changed?.rev).toBeGreaterThan(two.message.rev);
    expect(await sync(changed?.rev ?? 0)).toBeUndefined();
  });

  it("starts over after too many changes, and from a cursor that is ahead", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    for (let index = 0; index <= 200; index++) {
      carl.socket.emit("send_message", { conversationId, messageText: `${index}` });
    }
    await carl.next("new_message", ({ message }) => message.messageText === "200");

    for (const rev of [0, 1_000_000]) {
      const answer = await carl.request("sync", { conversations: { [conversationId]: rev } });
      const changes = answer.conversations[conversationId];
      expect(changes?.reset).toBe(true);
      expect(changes?.messages).toHaveLength(50);
      expect(changes?.messages.at(-1)?.messageText).toBe("200");
    }
  });

  it.each([
    ["no conversations", {}],
    ["a list", { conversations: ["conv_1_5"] }],
    ["a text as cursor", { conversations: { conv_1_5: "0" } }],
    ["a negative cursor", { conversations: { conv_1_5: -1 } }],
    ["half a change", { conversations: { conv_1_5: 0.5 } }],
    ["a cursor past 2^53", { conversations: { conv_1_5: 1e300 } }],
  ])("refuses %s", async (_, payload) => {
    const anna = await server.connect(server.user());
    expect(await anna.request("sync", payload)).toMatchObject({
      ok: false,
      error: { code: "invalid" },
    });
  });
});
