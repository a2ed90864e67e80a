import { assembleChatClient } from "../assemble-chat-client.js";
import type { ChatError } from "../chat-error.js";
import type { EnvironmentEvent } from "../connection/environment.js";
import { createMemoryStore } from "../outbox/memory-store.js";
import type { OutboxStore } from "../outbox/outbox-store.js";
import type { TabNews, Tabs } from "../outbox/tabs.js";
import { createManualClock, type ManualClock } from "./manual-clock.js";
import { createModelServer, type ModelServer, tokenOf } from "./model-server.js";

export interface SetUp {
  clock?: ManualClock;
  pageSize?: number;
  server?: ModelServer;
  userId?: string;
  store?: OutboxStore;
  tabs?: (onNews: (news: TabNews) => void) => Tabs;
  getToken?: () => string | Promise<string>;
}

/** A client of the model server; what it is not given is its own. */
export function setUpClient({
  clock = createManualClock(),
  pageSize = 5,
  server = createModelServer(clock, { pageSize }),
  userId = "anna",
  store = createMemoryStore(),
  tabs = () => ({ lead: (_, lead) => lead(), tell() {}, close() {} }),
  getToken = () => tokenOf(userId),
}: SetUp = {}) {
  const watchers = new Set<(event: EnvironmentEvent) => void>();
  const client = assembleChatClient(
    { url: "https://chat.example", getToken },
    {
      clock,
      random: () => 0.5,
      environment(emit) {
        watchers.add(emit);
        return () => watchers.delete(emit);
      },
      transport: () => server.transport,
      openStore: async () => ({ ...store, durable: true }),
      openTabs: (_, onNews) => tabs(onNews),
    },
  );
  const heard = { message: [] as string[], sent: [] as string[], error: [] as ChatError[] };
  client.on("message", ({ message }) => heard.message.push(message.messageText));
  client.on("sent", ({ message }) => heard.sent.push(message.messageText));
  client.on("error", (error) => heard.error.push(error));
  return { server, clock, client, watchers, heard, store };
}
