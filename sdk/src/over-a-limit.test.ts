import { describe, expect, it } from "vitest";
import type { ChatConversation } from "./conversation.js";
import type { RequestName } from "./protocol/index.js";
import { createManualClock } from "./testing/manual-clock.js";
import { createModelServer } from "./testing/model-server.js";
import { setUpClient } from "./testing/set-up-client.js";

/** How long the model server says to stay away. */
const TOLD_MS = 3_000;

async function setUp() {
  const clock = createManualClock();
  const server = createModelServer(clock, { pageSize: 5 });
  for (let at = 0; at < 12; at += 1) server.send("bo", "anna", `hello ${at}`);
  const { client, heard } = setUpClient({ server, clock });
  client.connect();
  await clock.advance(1_000);
  const conversation = await client.open("bo");
  await clock.advance(1_000);
  const asked = (name: RequestName) => server.requests.filter((one) => one.name === name).length;
  return { client, clock, server, heard, conversation, asked };
}

const calls: [RequestName, (conversation: ChatConversation) => unknown][] = [
  ["mark_read", (conversation) => conversation.markRead()],
  ["load_messages", (conversation) => conversation.loadOlder()],
  ["send_message", (conversation) => conversation.send("hello")],
];

describe("over a limit", () => {
  it.each(calls)("%s comes back when it was told, once, by itself", async (name, call) => {
    const { clock, server, heard, conversation, asked } = await setUp();
    const before = asked(name);
    server.requestFaults.push("limited");
    const result = Promise.resolve(call(conversation));
    await clock.advance(TOLD_MS);
    expect(asked(name)).toBe(before + 1);
    await clock.advance(1_000);
    expect(asked(name)).toBe(before + 2);
    await expect(result).resolves.not.toThrow();
    expect(heard.error).toEqual([]);
  });

  it("what a new connection asks for comes when it was told", async () => {
    const clock = createManualClock();
    const server = createModelServer(clock);
    server.send("bo", "anna", "missed");
    const { client, heard } = setUpClient({ server, clock });
    server.requestFaults.push("limited", "limited");
    client.connect();
    const conversation = await client.open("bo");
    await clock.advance(TOLD_MS);
    const asked = server.requests.map(({ name }) => name);
    expect(asked).toEqual(["join_conversation", "list_conversations"]);
    expect(client.snapshot.connection.catchingUp).toBe(true);
    await clock.advance(1_000);
    const again = server.requests.slice(2).map(({ name }) => name);
    expect(again).toEqual(expect.arrayContaining(asked));
    expect(client.snapshot.connection.catchingUp).toBe(false);
    expect(conversation.snapshot.messages.at(-1)?.messageText).toBe("missed");
    expect(heard.error).toEqual([]);
  });

  it("typing keeps its pace", async () => {
    const { clock, server, heard, conversation, asked } = await setUp();
    server.requestFaults.push("limited");
    for (let key = 0; key < 35; key += 1) {
      conversation.typing();
      await clock.advance(100);
    }
    expect(asked("typing")).toBe(2);
    expect(heard.error).toEqual([]);
  });

  it("messages leave in the order written, none fails, and it is told until when they are held", async () => {
    const { client, clock, server, heard, conversation } = await setUp();
    expect(client.snapshot.heldUntil).toBe(0);
    server.requestFaults.push("ok", "limited", "limited", "limited");
    const texts = ["one", "two", "three", "four"];
    for (const text of texts) conversation.send(text);
    const told: number[] = [];
    client.subscribe(() => {
      const { heldUntil } = client.snapshot;
      if (heldUntil !== told.at(-1)) told.push(heldUntil);
    });
    const start = clock.now();
    await clock.advance(TOLD_MS);
    expect(heard.sent).toEqual(["one"]);
    expect(conversation.snapshot.messages.slice(-3).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => "sending"),
    );
    await clock.advance(20_000);
    expect(heard.sent).toEqual(texts);
    expect(server.conversations.get(conversation.id)?.messages.slice(-4)).toEqual(
      texts.map((messageText) => expect.objectContaining({ messageText })),
    );
    const holds = told.filter((at) => at > 0);
    expect(holds).toHaveLength(3);
    for (const [index, at] of holds.entries()) {
      expect(at - start).toBeGreaterThanOrEqual((index + 1) * TOLD_MS);
      expect(at - start).toBeLessThan((index + 1) * (TOLD_MS + 700));
    }
    expect(client.snapshot.heldUntil).toBeLessThan(clock.now());
  });
});
