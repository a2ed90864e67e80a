import { describe, expect, it } from "vitest";
import { tokenOf } from "../testing/model-server.js";
import { setUpClient } from "../testing/set-up-client.js";
import { bindConversation } from "./conversation-binding.js";

const texts = (binding: ReturnType<typeof bindConversation>) =>
  binding.state.messages.map(({ messageText }) => messageText);

describe("a bound conversation", () => {
  it("opens for its first subscriber, and rests after its last", async () => {
    const { server, clock, client } = setUpClient();
    server.send("bo", "anna", "hello");
    const binding = bindConversation(client, { with: "bo" });
    await clock.advance(100);
    expect(client.snapshot.connection.state).toBe("idle");
    expect(binding.state).toMatchObject({ phase: "loading", conversation: null, messages: [] });

    let told = 0;
    const stops = [binding.subscribe(() => (told += 1)), binding.subscribe(() => {})];
    await clock.advance(100);
    expect(binding.state).toMatchObject({ phase: "ready", unreadCount: 1 });
    expect(texts(binding)).toEqual(["hello"]);
    stops[1]?.();
    stops[1]?.();
    server.send("bo", "anna", "still there?");
    await clock.advance(100);
    expect(texts(binding)).toEqual(["hello", "still there?"]);
    const before = told;
    stops[0]?.();
    server.send("bo", "anna", "gone");
    await clock.advance(100);
    expect(told).toBe(before);

    binding.subscribe(() => {});
    expect(texts(binding)).toEqual(["hello", "still there?"]);
    await clock.advance(100);
    expect(texts(binding)).toEqual(["hello", "still there?", "gone"]);
  });

  it("tells of a draft at once and only once, and keeps what was written before it was open", async () => {
    const { clock, client } = setUpClient();
    const binding = bindConversation(client, { with: "bo" });
    const drafts: string[] = [];
    binding.subscribe(() => drafts.push(binding.state.draft));
    binding.state.setDraft("early");
    expect(drafts).toEqual(["early"]);
    expect(() => binding.state.send("too early")).toThrow(
      expect.objectContaining({ code: "offline" }),
    );
    await clock.advance(100);
    drafts.length = 0;
    binding.state.setDraft("early, and on");
    expect(drafts).toEqual(["early, and on"]);
    await clock.advance(10);
    expect(drafts).toEqual(["early, and on"]);
    expect(binding.state.conversation?.draft).toBe("early, and on");
    binding.state.send("early, and on");
    await clock.advance(100);
    expect(binding.state.draft).toBe("");
    expect(texts(binding)).toEqual(["early, and on"]);
  });

  it("keeps what an earlier visit has left beside what was written before it was open", async () => {
    const { clock, client } = setUpClient();
    const before = await client.open("bo");
    before.setDraft("kept");
    const binding = bindConversation(client, { with: "bo" });
    binding.subscribe(() => {});
    binding.state.setDraft("early");
    await clock.advance(100);
    expect(binding.state.draft).toBe("kept\nearly");
    expect(before.draft).toBe("kept\nearly");
  });

  it("says why it can't be opened, and opens once it can", async () => {
    let token = "";
    const { clock, client, server } = setUpClient({
      getToken: () => token || Promise.reject(new Error("signed out")),
    });
    server.send("bo", "anna", "hello");
    const binding = bindConversation(client, { with: "bo" });
    binding.subscribe(() => {});
    client.disconnect();
    await clock.advance(100);
    expect(binding.state).toMatchObject({ phase: "failed", error: { code: "offline" } });
    token = tokenOf("anna");
    client.connect();
    await clock.advance(1_000);
    expect(binding.state).toMatchObject({ phase: "ready", error: null });
    expect(texts(binding)).toEqual(["hello"]);
  });

  it("follows a conversation that goes on under another id, then or long before", async () => {
    const { server, clock, client, heard } = setUpClient();
    server.send("guest", "anna", "as a guest");
    const binding = bindConversation(client, "conv_anna_guest");
    const stop = binding.subscribe(() => {});
    client.connect();
    await clock.advance(100);
    expect(texts(binding)).toEqual(["as a guest"]);
    binding.state.setDraft("an answer");
    client.conversation("conv_anna_vera").setDraft("begun");

    server.send("vera", "anna", "as a guest");
    server.move("anna", "conv_anna_guest", "conv_anna_vera");
    await clock.advance(1_000);
    expect(binding.state).toMatchObject({
      conversationId: "conv_anna_vera",
      draft: "begun\nan answer",
    });
    binding.state.send("an answer");
    await clock.advance(100);
    expect(texts(binding)).toEqual(["as a guest", "an answer"]);
    expect(server.conversations.get("conv_anna_vera")?.messages).toHaveLength(2);
    expect(client.snapshot.conversations.map((one) => one.conversationId)).toEqual([
      "conv_anna_vera",
    ]);
    expect(heard.message).toEqual([]);

    stop();
    const later = bindConversation(client, "conv_anna_guest");
    for (const one of [binding, later]) one.subscribe(() => {});
    await clock.advance(100);
    for (const { state } of [binding, later]) expect(state.conversationId).toBe("conv_anna_vera");
  });
});
