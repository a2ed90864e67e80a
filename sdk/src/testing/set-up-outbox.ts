import { ChatError } from "../chat-error.js";
import { createMemoryStore } from "../outbox/memory-store.js";
import { createOutbox, type NewEntry, type OutboxOptions } from "../outbox/outbox.js";
import type { OutboxStore } from "../outbox/outbox-store.js";
import type { Tabs } from "../outbox/tabs.js";
import type { Message } from "../protocol/index.js";
import { createManualClock, settled } from "./manual-clock.js";
import { createModelConversation } from "./model-conversation.js";

export const me = "anna";
export const conversationId = "conv_anna_bo";

export const entryOf = (clientMessageId: string, conversation = conversationId): NewEntry => ({
  clientMessageId,
  conversationId: conversation,
  messageText: clientMessageId,
  messageType: "text",
  attachmentUrl: null,
  about: null,
  createdAt: "2026-01-01T00:00:00.000Z",
});

export const aloneTab = (): Tabs => ({ lead: (_, lead) => lead(), tell() {}, close() {} });

export const newModel = () =>
  createModelConversation({ conversationId, userIds: [me, "bo"], pageSize: 50, syncChanges: 200 });

export type Send = OutboxOptions["send"];

/** An outbox alone in its browser, of a store in memory, unless it is given others. */
export function setUpOutbox(overrides: Partial<OutboxOptions> & { send: Send }) {
  const clock = createManualClock();
  const committed: Message[] = [];
  const errors: ChatError[] = [];
  const online = new AbortController();
  const outbox = createOutbox({
    clock,
    random: () => 0.5,
    openStore: async () => ({ ...createMemoryStore(), durable: true }),
    openTabs: aloneTab,
    onChange() {},
    onCommitted: (message) => committed.push(message),
    onError: (error) => errors.push(error),
    onLogout() {},
    ...overrides,
  });
  const texts = () => outbox.items(conversationId).map(({ entry }) => entry.messageText);
  const goOffline = () => online.abort(new ChatError("offline", "unable to go on; gone"));
  return { clock, outbox, committed, errors, online, texts, goOffline };
}

/** Lets what is under way go on until a condition holds. */
export async function until(
  condition: () => boolean,
  clock?: { advance(ms: number): Promise<void> },
) {
  for (let turns = 0; !condition(); turns += 1) {
    if (turns > 3_000) throw new Error("it never came to that");
    await settled();
    if (turns % 20 === 19) await clock?.advance(1_000);
  }
}

/** Lets what is under way go on for so many turns of the event loop. */
export async function pass(turns: number) {
  for (let left = turns; left > 0; left -= 1) await settled();
}

/** A store whose calls all go through this. */
export const eachCall = (
  store: OutboxStore,
  around: <Args extends readonly unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
  ) => (...args: Args) => Promise<Result>,
): OutboxStore => ({
  ...{ ...store, durable: true },
  ...{ all: around(store.all), add: around(store.add), update: around(store.update) },
});

export const never = <Result>(): Promise<Result> => new Promise(() => {});
