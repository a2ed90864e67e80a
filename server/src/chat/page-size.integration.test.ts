import { PAGE_SIZE_MAX, SYNC_CHANGES } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { type Pair, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

/** Of 4,000 bytes each. */
const IN_A_PAGE = 17;
const long = "x".repeat(4_000);

describe.each(stores)("a page of long messages on %s", (store) => {
  const core = useCore(store);

  const send = ({ customer, conversationId }: Pair, count: number, content: object) =>
    Promise.all(
      Array.from({ length: count }, () =>
        core.chat.send(customer, { conversationId, messageText: "", ...content }),
      ),
    );
  const seqs = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it("ends when it is large, and says that there is more", async () => {
    const pair = await core.pair();
    const { customer, photographer, conversationId } = pair;
    await send(pair, 2 * IN_A_PAGE, { messageText: long });
    const joined = await core.chat.join(photographer, conversationId);
    const asked = { conversationId, limit: PAGE_SIZE_MAX };
    const newest = await core.chat.history(customer, asked);
    const before = newest.messages[0]?.messageId;
    const oldest = await core.chat.history(customer, { ...asked, before });
    for (const [page, from, hasMore] of [
      [joined, IN_A_PAGE + 1, true],
      [newest, IN_A_PAGE + 1, true],
      [oldest, 1, false],
    ] as const) {
      expect(page.messages.map(({ seq }) => seq)).toEqual(seqs(from, from + IN_A_PAGE - 1));
      expect(page.messages.every(({ messageText }) => messageText === long)).toBe(true);
      expect(page.hasMore).toBe(hasMore);
    }
  });

  it("is as long as asked for when it is not large", async () => {
    const pair = await core.pair();
    const { customer, conversationId } = pair;
    await send(pair, PAGE_SIZE_MAX + 1, { messageText: "x".repeat(400) });
    for (const limit of [1, PAGE_SIZE_MAX]) {
      const page = await core.chat.history(customer, { conversationId, limit });
      expect(page.messages).toHaveLength(limit);
      expect(page.hasMore).toBe(true);
    }
  });

  it.each([
    ["texts that are long in UTF-8", { messageText: "é".repeat(2_000) }],
    ["attachments", { messageText: "x".repeat(2_000), attachmentUrl: `/${"x".repeat(1_999)}` }],
  ])("counts %s", async (_, content) => {
    const pair = await core.pair();
    await send(pair, IN_A_PAGE + 1, content);
    const page = await core.chat.join(pair.customer, pair.conversationId);
    expect(page.messages).toHaveLength(IN_A_PAGE);
  });

  it("counts what a message is about", async () => {
    const pair = await core.pair();
    const about = { id: "1", title: "", src: `/${"x".repeat(1_999)}` };
    await send(pair, IN_A_PAGE + 1, { messageText: "x".repeat(2_000), about });
    const page = await core.chat.join(pair.customer, pair.conversationId);
    expect(page.messages).toHaveLength(IN_A_PAGE);
  });

  it("is what sync starts over with when much text has changed, and not before", async () => {
    const pair = await core.pair();
    const { customer, conversationId } = pair;
    const sync = async (rev: number) =>
      (await core.chat.sync(customer, { [conversationId]: rev })).conversations[conversationId];
    await send(pair, SYNC_CHANGES, { messageText: "x".repeat(400) });
    const all = await sync(0);
    expect(all).toMatchObject({ rev: SYNC_CHANGES, reset: false, hasMore: false });
    expect(all?.messages).toHaveLength(SYNC_CHANGES);

    await send(pair, 50, { messageText: long });
    const rev = SYNC_CHANGES + 50;
    const page = await sync(SYNC_CHANGES);
    expect(page).toMatchObject({ rev, reset: true, hasMore: true });
    expect(page?.messages.map(({ seq }) => seq)).toEqual(seqs(rev - IN_A_PAGE + 1, rev));
    expect(await sync(rev - IN_A_PAGE)).toMatchObject({ rev, reset: false, hasMore: false });
  });
});
