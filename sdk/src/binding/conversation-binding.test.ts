import { describe, expect, it } from "vitest";
import type { TransportListener } from "../connection/transport.js";
import { createManualClock } from "../testing/manual-clock.js";
import { createModelServer, tokenOf } from "../testing/model-server.js";
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

  it("follows a conversation that goes on under another id", async () => {
    const clock = createManualClock();
    const model = createModelServer(clock);
    let listener: TransportListener | undefined;
    const server = Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(model),
        transport: {
          value: ((token, heard) => {
            listener = heard;
            return model.transport(token, heard);
          }) satisfies typeof model.transport,
        },
      },
    ) as typeof model;
    const { client, heard } = setUpClient({ clock, server });
    model.send("guest", "anna", "as a guest");
    const binding = bindConversation(client, "conv_anna_guest");
    binding.subscribe(() => {});
    client.connect();
    await clock.advance(100);
    expect(texts(binding)).toEqual(["as a guest"]);
    binding.state.setDraft("an answer");
    client.conversation("conv_anna_vera").setDraft("begun");

    model.send("vera", "anna", "as a guest");
    const move = { conversationId: "conv_anna_guest", movedTo: "conv_anna_vera" };
    listener?.event("conversation_moved", move);
    await clock.advance(1_000);
    expect(binding.state).toMatchObject({
      conversationId: "conv_anna_vera",
      draft: "begun\nan answer",
    });
    binding.state.send("an answer");
    await clock.advance(100);
    expect(texts(binding)).toEqual(["as a guest", "an answer"]);
    expect(model.conversations.get("conv_anna_vera")?.messages).toHaveLength(2);
    expect(client.snapshot.conversations.map((one) => one.conversationId)).toEqual([
      "conv_anna_vera",
    ]);
    expect(heard.message).toEqual([]);
  });
});
