import type { ChatClient, ConversationSnapshot } from "@photo-chat/sdk";
import { setTimeout as delay } from "node:timers/promises";
import { assembleChatClient } from "../../../sdk/src/assemble-chat-client.js";
import type { EnvironmentEvent } from "../../../sdk/src/connection/environment.js";
import { socketTransport } from "../../../sdk/src/connection/transport.js";
import { BrowserWebSocket } from "../../support/browser-web-socket.js";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.js";
import type { FinalView, Witness } from "../evidence.js";
import { createJournal } from "../journal.js";
import type { Random } from "../random.js";
import type { Browser, BrowserTab } from "./browser.js";
import type { TokenSource } from "./token-source.js";
import { finalView, watch } from "./watch.js";

/** A host that is told that the connection is stopped for good starts it anew after so long. */
const HOST_PATIENCE_MS = 500;

export interface PageOptions {
  readonly name: string;
  readonly userId: string;
  readonly browser: Browser;
  readonly serverUrl: string;
  readonly tokens: TokenSource;
  readonly random: Random;
  /** Of the run. */
  readonly now: () => number;
}

/** A client of the SDK on a device with a clock, a network and a browser of its own. */
export interface Page {
  readonly name: string;
  readonly userId: string;
  readonly wire: TcpProxy;
  readonly tokens: TokenSource;
  /** By how much the device's clock is wrong, in milliseconds. */
  skew: number;
  readonly client: ChatClient;
  /** What the browser tells the page of the device. */
  emit(event: EnvironmentEvent): void;
  send(conversationId: string, text: string, doomed?: boolean): void;
  /** Takes back a message that failed or waits. */
  discard(conversationId: string, clientMessageId: string): Promise<void>;
  /** Ends the page as a crash does, and opens it again with what the browser has stored. */
  reload(): Promise<void>;
  snapshotOf(conversationId: string): ConversationSnapshot;
  /** With all older pages loaded. */
  finalViews(conversationIds: readonly string[]): Promise<FinalView[]>;
  witness(final: readonly FinalView[] | null): Witness;
  close(): void;
}

export async function openPage(options: PageOptions): Promise<Page> {
  const { name, userId, browser, serverUrl, tokens, random, now } = options;
  Object.assign(globalThis, { WebSocket: BrowserWebSocket });
  const wire = await startTcpProxy(serverUrl);
  const journal = createJournal(now);
  const watchers = new Set<(event: EnvironmentEvent) => void>();
  const discarding = new Set<Promise<unknown>>();
  let tab: BrowserTab;
  let client: ChatClient;

  function start(): void {
    journal.write({ type: "opened" });
    tab = browser.tab(journal);
    client = assembleChatClient(
      { url: wire.url, getToken: tokens.get },
      {
        clock: {
          now: () => Date.now() + page.skew,
          after(ms, callback) {
            const timer = setTimeout(callback, ms);
            return () => clearTimeout(timer);
          },
        },
        random: random.next,
        environment(emit) {
          watchers.add(emit);
          return () => watchers.delete(emit);
        },
        transport: socketTransport,
        ...tab,
      },
    );
    const started = client;
    watch(started, journal);
    started.on("connection", ({ state }) => {
      if (state === "stopped") setTimeout(() => started.connect(), HOST_PATIENCE_MS);
    });
    started.connect();
  }

  function end(): void {
    journal.write({ type: "closed" });
    tab.kill();
    client.dispose();
  }

  const page: Page = {
    name,
    userId,
    wire,
    tokens,
    skew: 0,
    get client() {
      return client;
    },
    emit(event) {
      tab.frozen = event === "suspend";
      for (const tell of watchers) tell(event);
    },
    send(conversationId, text, doomed = false) {
      // The SDK takes this address, and the server does not.
      const draft = doomed ? { text, attachmentUrl: "http://[" } : text;
      const { clientMessageId } = client.conversation(conversationId).send(draft);
      journal.write({ type: "wrote", conversationId, clientMessageId, text, doomed });
    },
    async discard(conversationId, clientMessageId) {
      const discarded = client.conversation(conversationId).discard(clientMessageId);
      discarding.add(discarded);
      const isGone = await discarded.finally(() => discarding.delete(discarded));
      if (isGone) journal.write({ type: "taken back", clientMessageId });
    },
    async reload() {
      await Promise.all(discarding);
      end();
      await delay(random.int(0, 300));
      start();
    },
    snapshotOf: (conversationId) => client.conversation(conversationId).snapshot,
    async finalViews(conversationIds) {
      for (const id of conversationIds) {
        const conversation = client.conversation(id);
        while (conversation.snapshot.hasOlder) await conversation.loadOlder();
      }
      return conversationIds.map((id) => finalView(page.snapshotOf(id)));
    },
    witness: (final) => ({
      ...{ name, userId, browser: browser.name, journal: journal.entries, final },
    }),
    close() {
      end();
      wire.close();
    },
  };
  start();
  return page;
}
