import { describe, expect, it } from "vitest";
import { conversationIdOf } from "./protocol/index.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer } from "./testing/model-server.js";
import { setUpClient } from "./testing/set-up-client.js";

describe("a server that was restored from a backup", () => {
  it("is told anew what has arrived, and what has been read was not", async () => {
    const clock = createManualClock();
    const before = createModelServer(clock);
    const restored = createModelServer(clock);
    let current = before;
    const server = {
      ...before,
      transport: (...all: Parameters<typeof before.transport>) => current.transport(...all),
    };
    const { client, heard } = setUpClient({ clock, server });
    for (let at = 0; at < 4; at += 1) before.send("bo", "anna", `lost ${at}`);
    const conversation = await client.open("bo");
    await clock.advance(100);
    conversation.markRead();
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(0);

    restored.send("bo", "anna", "in the backup");
    current = restored;
    before.dropAll();
    await clock.advance(1_000);
    restored.send("bo", "anna", "since then");
    await clock.advance(1_000);

    const { messages, unreadCount } = conversation.snapshot;
    expect(messages.map(({ messageText }) => messageText)).toEqual(["in the backup", "since then"]);
    expect(unreadCount).toBe(2);
    const participants = restored.conversations.get(conversationIdOf("bo", "anna"))?.participants;
    const anna = participants?.find(({ userId }) => userId === "anna");
    expect(anna).toMatchObject({ readSeq: 0, deliveredSeq: messages[1]?.seq });
    expect(heard.message.at(-1)).toBe("since then");
    conversation.markRead();
    await clock.advance(100);
    expect(conversation.snapshot.unreadCount).toBe(0);
  });
});
