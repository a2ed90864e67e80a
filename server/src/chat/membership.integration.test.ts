import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import type { Identity } from "./chat.js";

const claims = { name: null, picture: null, email: null, role: "customer", issuedAt: 1 } as const;

describe.each(stores)("conversations on %s", (store) => {
  const core = useCore(store);

  it("are made by whoever joins, opens or writes first, and only once", async () => {
    const photographer = await core.user("photographer");
    for (const start of ["join", "open", "send"] as const) {
      const customer = await core.user();
      const conversationId = conversationIdOf(customer, photographer);
      const begin = (userId: string, otherId: string): Promise<unknown> =>
        ({
          join: () => core.chat.join(userId, conversationId),
          open: () => core.chat.open(userId, otherId),
          send: () => core.chat.send(userId, { conversationId, messageText: "hello" }),
        })[start]();
      await Promise.all([begin(customer, photographer), begin(photographer, customer)]);
      const { conversation } = await core.chat.join(customer, conversationId);
      expect(conversation).toMatchObject({ conversationId, kind: "direct" });
      expect(conversation.participants.map(({ userId }) => userId).toSorted()).toEqual(
        [customer, photographer].toSorted(),
      );
    }
  });

  it("keep the order of messages that are sent while they are being made", async () => {
    const [customer, photographer] = [await core.user(), await core.user("photographer")];
    const conversationId = conversationIdOf(customer, photographer);
    const texts = Array.from({ length: 20 }, (_, index) => String(index));
    const sent = texts.map((messageText) =>
      core.chat.send(customer, { conversationId, messageText }),
    );
    await Promise.all(sent);
    const { messages } = await core.chat.history(customer, { conversationId });
    expect(messages.map(({ messageText }) => messageText)).toEqual(texts);
  });

  it("answer everyone else the same, whether they exist or not", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.send(customer, { conversationId, messageText: "between us" });
    const [stranger, other] = [await core.user(), await core.user()];
    const ids = [
      conversationId,
      conversationIdOf(stranger, other),
      conversationIdOf(stranger, "nobody"),
      conversationIdOf(stranger, stranger),
      conversationIdOf(customer, "nobody"),
      "group_6f0c9d5e-0f7e-4a3c-9a86-000000000000",
      "conv_5_1",
      "",
    ];
    const { chat } = core;
    const calls: ((id: string) => Promise<unknown>)[] = [
      (id) => chat.join(stranger, id),
      (id) => chat.history(stranger, { conversationId: id }),
      (id) => chat.send(stranger, { conversationId: id, messageText: "let me in" }),
      (id) => chat.markRead(stranger, { conversationId: id }),
      (id) => chat.markRead(stranger, { conversationId: id, upToMessageId: "1" }),
      (id) => chat.markDelivered(stranger, { conversationId: id }),
      (id) => chat.membership(stranger, id),
    ];
    const refusals = await Promise.all(
      ids.flatMap((id) =>
        calls.map((call) =>
          call(id).then(
            () => `allowed: ${id}`,
            (error: { toWire?: () => unknown }) => error.toWire?.(),
          ),
        ),
      ),
    );
    expect(refusals).toHaveLength(ids.length * calls.length);
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
      new Set([JSON.stringify(refusals[0])]),
    );
    expect(refusals[0]).toMatchObject({ code: "forbidden" });
    for (const id of [stranger, "nobody", other]) {
      await expect(chat.open(stranger, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await chat.list(stranger, {})).conversations).toEqual([]);
    expect((await chat.membership(photographer, conversationId)).participantIds).toHaveLength(2);
    await expect(chat.list(stranger, { before: conversationId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("take nothing from somebody who has just been removed", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    const { message } = await core.chat.send(photographer, {
      conversationId,
      messageText: "hello",
    });
    await rowsOf(core.store, sql`DELETE FROM participants WHERE user_id = ${customer}`);
    const refusal = { code: "forbidden" };
    await expect(
      core.chat.send(customer, { conversationId, messageText: "still here?" }),
    ).rejects.toMatchObject(refusal);
    await expect(core.chat.membership(customer, conversationId)).rejects.toMatchObject(refusal);
    for (const upToMessageId of [undefined, message.messageId]) {
      await expect(
        core.chat.markRead(customer, { conversationId, upToMessageId }),
      ).rejects.toMatchObject(refusal);
    }
    expect(await core.chat.sync(customer, { [conversationId]: 0 })).toEqual({ conversations: {} });
  });

  it("hold for people whose ids are as long and strange as can be", async () => {
    const strange = (seed: number) =>
      Array.from({ length: 128 }, (_, index) =>
        String.fromCodePoint(0x4e00 + ((index * 7919 + seed * 104_729) % 20_000)),
      ).join("");
    const [a, b] = [strange(1), strange(2)];
    await core.chat.signIn({ ...claims, userId: a });
    await core.chat.signIn({ ...claims, userId: b, role: "photographer" });
    const conversationId = conversationIdOf(a, b);
    const clientMessageId = strange(3);
    await core.chat.send(a, { conversationId, messageText: "你好", clientMessageId });
    await expect(core.chat.markRead(b, { conversationId })).resolves.toEqual({ unreadCount: 0 });
  });

  it("are listed by activity, page by page", async () => {
    const photographer = await core.user("photographer");
    const opened: string[] = [];
    for (let index = 0; index < 5; index++) {
      opened.push((await core.chat.open(photographer, await core.user())).conversationId);
    }
    const [first = "", second = ""] = opened;
    await core.chat.send(photographer, { conversationId: second, messageText: "newest" });
    const order = [second, ...opened.filter((id) => id !== second).reverse()];

    const list = async (before?: string, limit = 2) => {
      const page = await core.chat.list(photographer, { limit, before });
      return { ids: page.conversations.map((c) => c.conversationId), hasMore: page.hasMore };
    };
    expect(await list()).toEqual({ ids: order.slice(0, 2), hasMore: true });
    expect(await list(order[1])).toEqual({ ids: order.slice(2, 4), hasMore: true });
    expect(await list(order[3])).toEqual({ ids: order.slice(4), hasMore: false });
    expect(await list(first)).toEqual({ ids: [], hasMore: false });
    const page = await core.chat.list(photographer, {});
    expect(page.conversations[0]?.lastMessage?.messageText).toBe("newest");
    const { updatedAt = "" } = page.conversations[0] ?? {};
    expect((await list(updatedAt, 50)).ids).toEqual(order.slice(1));
    await expect(list("yesterday")).rejects.toMatchObject({ code: "invalid" });
    expect(Object.keys((await core.chat.heads(photographer)).conversations)).toEqual(order);
  });

  it("give their history page by page, and refuse a foreign place", async () => {
    const { customer, conversationId } = await core.pair();
    await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        core.chat.send(customer, { conversationId, messageText: String(index + 1) }),
      ),
    );
    const page = async (before?: string) => {
      const { messages, hasMore } = await core.chat.history(customer, {
        ...{ conversationId, before, limit: 3 },
      });
      return { texts: messages.map((m) => m.messageText), hasMore, first: messages[0]?.messageId };
    };
    const newest = await page();
    expect(newest).toMatchObject({ texts: ["5", "6", "7"], hasMore: true });
    const middle = await page(newest.first);
    expect(middle).toMatchObject({ texts: ["2", "3", "4"], hasMore: true });
    expect(await page(middle.first)).toMatchObject({ texts: ["1"], hasMore: false });

    const other = await core.pair();
    const foreign = await core.chat.send(other.customer, {
      ...{ conversationId: other.conversationId, messageText: "elsewhere" },
    });
    for (const before of [foreign.message.messageId, "99999999", "0", "1e3", "nonsense"]) {
      await expect(page(before)).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("know who shares one with whom", async () => {
    const { customer, photographer } = await core.pair();
    const another = await core.user();
    await core.chat.open(another, photographer);
    expect(await core.chat.contactsOf(customer)).toEqual([photographer]);
    expect((await core.chat.contactsOf(photographer)).toSorted()).toEqual(
      [customer, another].toSorted(),
    );
  });
});

describe("a conversation that two processes make at once", () => {
  const core = useCore("PostgreSQL");

  it("is one", async () => {
    const [other, customer] = [await core.another(), await core.user()];
    const photographers = await Promise.all(
      Array.from({ length: 20 }, () => core.user("photographer")),
    );
    await Promise.all(
      photographers.flatMap((photographer) => [
        core.chat.open(customer, photographer),
        other.chat.open(photographer, customer),
      ]),
    );
    const { conversations } = await core.chat.list(customer, {});
    expect(conversations.map(({ participants }) => participants.length)).toEqual(
      photographers.map(() => 2),
    );
  });
});

describe.each(stores)("people on %s", (store) => {
  const core = useCore(store);
  const signIn = (identity: Partial<Identity> & { userId: string }) =>
    core.chat.signIn({ ...claims, ...identity });

  it("are who their newest token says, whatever order tokens come in", async () => {
    const userId = await core.user();
    const [picture, email] = ["https://example.org/a.jpg", "anna@example.org"];
    await signIn({ userId, issuedAt: 20, name: "Anna", picture, email });
    expect(await signIn({ userId, issuedAt: 10, name: "Ann", role: "photographer" })).toEqual({
      ...{ userId, name: "Anna", picture, role: "customer" },
    });
    expect(await signIn({ userId, issuedAt: 20, name: "Anne" })).toMatchObject({ name: "Anne" });
    expect(await signIn({ userId, issuedAt: 30.5, role: "photographer" })).toEqual({
      ...{ userId, name: "Anne", picture, role: "photographer" },
    });
    await Promise.all(
      [36, 38, 40, 39, 37].map((issuedAt) => signIn({ userId, issuedAt, name: `at ${issuedAt}` })),
    );
    expect(await signIn({ userId, issuedAt: 1 })).toMatchObject({ name: "at 40" });
  });

  it("were last seen when the latest of their connections ended", async () => {
    const { customer, photographer } = await core.pair();
    const seen = async () => {
      const { participants } = await core.chat.open(photographer, customer);
      return participants.find(({ userId }) => userId === customer)?.lastSeenAt;
    };
    expect(await seen()).toBeNull();
    await core.chat.touchLastSeen(customer, new Date("2026-05-04T10:00:00.250Z"));
    await core.chat.touchLastSeen(customer, new Date("2026-05-04T09:00:00Z"));
    expect(await seen()).toBe("2026-05-04T10:00:00.250Z");
  });
});
