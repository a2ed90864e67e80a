import { expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { textsOf, useChat } from "./use-chat.js";

const chat = useChat("PostgreSQL");

it("two tabs agree within two seconds on what is unread", async () => {
  const { photographer, customer, conversationId } = await chat.pair();
  const tabs = [chat.client(customer), chat.client(customer)];
  const pias = await chat.client(photographer).open(customer.userId);
  await eventually(() => expect(pias.snapshot.phase).toBe("ready"));
  pias.send("one");
  pias.send("two");
  for (const tab of tabs) await eventually(() => expect(tab.snapshot.unreadCount).toBe(2));

  const conversations = tabs.map((tab) => tab.conversation(conversationId));
  for (const conversation of conversations) {
    await eventually(() => expect(textsOf(conversation)).toEqual(["one", "two"]));
  }
  conversations[0]?.markRead();
  for (const tab of tabs) {
    await eventually(() => expect(tab.snapshot.unreadCount).toBe(0));
    expect(tab.conversation(conversationId).snapshot.unreadCount).toBe(0);
  }
});

it("one tab's logging out ends the other one's", async () => {
  const { customer, conversationId } = await chat.pair();
  const tabs = [chat.client(customer), chat.client(customer)];
  for (const tab of tabs) {
    const conversation = tab.conversation(conversationId);
    await eventually(() => expect(conversation.snapshot.phase).toBe("ready"));
  }
  await tabs[0]?.logout();
  for (const tab of tabs) {
    await eventually(() =>
      expect(tab.snapshot.connection).toMatchObject({
        state: "stopped",
        reason: { code: "logged_out" },
      }),
    );
    expect(tab.snapshot.conversations).toEqual([]);
  }
});
