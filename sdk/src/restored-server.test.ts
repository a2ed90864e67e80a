import { describe, expect, it } from "vitest";
import type { TabNews } from "./outbox/tabs.js";
import { conversationIdOf } from "./protocol/index.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer } from "./testing/model-server.js";
import { type SetUp, setUpClient } from "./testing/set-up-client.js";

/** A client, open in a conversation, of a server that can be swapped for one with an older history. */
async function setUpRestore(tabs?: SetUp["tabs"]) {
  const clock = createManualClock();
  const before = createModelServer(clock);
  const restored = createModelServer(clock);
  let current = before;
  const transport = (...all: Parameters<typeof before.transport>) => current.transport(...all);
  const { client, heard } = setUpClient({
    ...{ clock, server: { ...before, transport } },
    ...(tabs && { tabs }),
  });
  for (let at = 0; at < 4; at += 1) before.send("bo", "anna", `lost ${at}`);
  const conversation = await client.open("bo");
  await clock.advance(100);
  restored.send("bo", "anna", "in the backup");
  const restore = async (ms = 1_000): Promise<void> => {
    current = restored;
    before.dropAll();
    await clock.advance(ms);
  };
  const texts = () => conversation.snapshot.messages.map(({ messageText }) => messageText);
  return { clock, before, restored, conversation, heard, restore, texts };
}

describe("a server that was restored from a backup", () => {
  it("is told anew what has arrived, and what has been read was not", async () => {
    const { clock, restored, conversation, heard, restore, texts } = await setUpRestore();
    conversation.markRead();
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(0);

    await restore();
    restored.send("bo", "anna", "since then");
    await clock.advance(1_000);
    expect(texts()).toEqual(["in the backup", "since then"]);
    expect(conversation.snapshot.unreadCount).toBe(2);
    const participants = restored.conversations.get(conversationIdOf("bo", "anna"))?.participants;
    const anna = participants?.find(({ userId }) => userId === "anna");
    const seq = conversation.snapshot.messages[1]?.seq;
    expect(anna).toMatchObject({ readSeq: 0, deliveredSeq: seq });
    expect(heard.message.at(-1)).toBe("since then");
    conversation.markRead();
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(0);
  });

  it("is told again of a read mark that it has forgotten alone", async () => {
    const clock = createManualClock();
    const before = createModelServer(clock);
    const restored = createModelServer(clock);
    let current = before;
    const transport = (...all: Parameters<typeof before.transport>) => current.transport(...all);
    const { client } = setUpClient({ clock, server: { ...before, transport } });
    for (const server of [before, restored]) server.send("bo", "anna", "one");
    const conversation = await client.open("bo");
    await clock.advance(100);
    restored.conversations.get(conversation.id)?.point("anna", "delivered", 1);
    before.eventFaults.push("lost");
    conversation.markRead();
    await clock.advance(100);

    current = restored;
    before.dropAll();
    await clock.advance(1_000);
    expect(conversation.snapshot.unreadCount).toBe(0);
    const participants = restored.conversations.get(conversation.id)?.participants;
    expect(participants?.find(({ userId }) => userId === "anna")).toMatchObject({ readSeq: 1 });
  });

  it("is noticed when as much has been written since, or more", async () => {
    for (const more of [0, 3]) {
      const { clock, before, restored, conversation, heard, restore, texts } = await setUpRestore();
      conversation.markRead();
      await clock.advance(100);
      const { rev } = before.conversations.get(conversation.id) ?? {};
      const mine = () => restored.conversations.get(conversation.id)?.rev ?? 0;
      while (mine() < (rev ?? 0) + more) restored.send("bo", "anna", `since then ${mine()}`);
      const stored = restored.conversations.get(conversation.id)?.messages ?? [];
      await restore();
      expect(texts()).toEqual(stored.slice(-5).map(({ messageText }) => messageText));
      expect(conversation.snapshot.unreadCount).toBe(stored.length);
      expect(heard.message.some((text) => text.startsWith("since"))).toBe(false);
      restored.send("bo", "anna", "news");
      await clock.advance(100);
      expect(heard.message.at(-1)).toBe("news");
      conversation.markRead();
      await clock.advance(100);
      expect(conversation.snapshot.unreadCount).toBe(0);
    }
  });

  it("leaves nothing out that comes at any moment while its history is fetched", async () => {
    for (let moment = 0; moment < 600; moment += 5) {
      const { clock, restored, restore, texts } = await setUpRestore();
      restored.read("anna", "bo", 1);
      restored.requestFaults.push("slow", "slow", "slow");
      await restore(moment);
      restored.send("anna", "bo", "from my phone");
      await clock.advance(1_000);
      expect(texts()).toEqual(["in the backup", "from my phone"]);
    }
  });

  it("takes back an ack that the timeline had no place for yet", async () => {
    const { clock, before, conversation, heard, restore, texts } = await setUpRestore();
    before.eventFaults.push("lost");
    before.send("bo", "anna", "unseen");
    before.requestFaults.push("ok", "unheard", "unheard", "unheard");
    conversation.send("acked");
    await clock.advance(50);
    expect(heard.sent).toEqual(["acked"]);
    expect(texts()).not.toContain("unseen");

    await restore();
    expect(texts()).toEqual(["in the backup"]);
  });

  it("is noticed though another tab was the first to send to it", async () => {
    let tell: (news: TabNews) => void = () => {};
    const { clock, before, restored, conversation, restore, texts } = await setUpRestore(
      (onNews) => {
        tell = onNews;
        return { lead() {}, tell() {}, close() {} };
      },
    );
    before.reachable = false;
    before.dropAll();
    const { clientMessageId } = conversation.send("mine");
    await clock.advance(50);
    const { rev = 0 } = before.conversations.get(conversation.id) ?? {};
    const model = restored.conversations.get(conversation.id);
    while (model && model.rev < rev) restored.send("bo", "anna", `since then ${model.rev}`);
    const sent = model?.append("anna", { messageText: "mine", clientMessageId });
    if (sent) tell({ type: "committed", message: sent.message });
    await restore(30_000);
    expect(texts()).toEqual(model?.messages.slice(-5).map(({ messageText }) => messageText));
  });

  it("takes back what another tab told of, when the timeline was not that far", async () => {
    const clock = createManualClock();
    let tell: (news: TabNews) => void = () => {};
    const { server, client } = setUpClient({
      clock,
      tabs(onNews) {
        tell = onNews;
        return { lead: (_, lead) => lead(), tell() {}, close() {} };
      },
    });
    const last = server.send("bo", "anna", "one");
    const conversation = await client.open("bo");
    await clock.advance(100);
    server.reachable = false;
    server.dropAll();
    const { clientMessageId } = conversation.send("acked in another tab");
    await clock.advance(100);
    const message = { ...last, clientMessageId, senderId: "anna", messageText: "acked" };
    tell({ type: "committed", message: { ...message, messageId: "9", seq: 9, rev: 9 } });
    server.reachable = true;
    await clock.advance(30_000);
    const texts = () => conversation.snapshot.messages.map(({ messageText }) => messageText);
    expect(texts()).toEqual(["one"]);
    for (let at = 0; at < 10; at += 1) server.send("bo", "anna", `new ${at}`);
    await clock.advance(1_000);
    expect(texts()).not.toContain("acked");
    expect(texts()).toHaveLength(11);
  });
});
