import { io } from "socket.io-client";
import type { WirePayload } from "../../support/wire.js";
import type { Witness } from "../evidence.js";
import { createJournal } from "../journal.js";
import { lasting } from "../lasting.js";
import type { Random } from "../random.js";
import { hear } from "./raw-sender.js";
import type { TokenSource } from "./token-source.js";

const PAUSE_MS = 250;

export interface Stranger {
  witness(): Witness;
  close(): void;
}

/** Someone signed in who tries every door of other people's conversations, again and again. */
export function startStranger(options: {
  readonly userId: string;
  readonly serverUrl: string;
  readonly tokens: TokenSource;
  readonly random: Random;
  readonly now: () => number;
  readonly conversationIds: readonly string[];
}): Stranger {
  const { userId, serverUrl, tokens, random, now, conversationIds } = options;
  const journal = createJournal(now);
  const over = new AbortController();
  const socket = io(serverUrl, {
    auth: (give) => void tokens.get().then((token) => give({ token })),
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_000,
  });
  socket.onAny((event: string, payload: WirePayload) => hear(journal, event, payload));

  const events: ((conversationId: string) => [string, object])[] = [
    (conversationId) => ["join_conversation", { conversationId }],
    (conversationId) => ["leave_conversation", { conversationId }],
    (conversationId) => ["send_message", { conversationId, messageText: "let me in" }],
    (conversationId) => ["typing", { conversationId }],
    (conversationId) => ["stop_typing", { conversationId }],
    (conversationId) => ["mark_read", { conversationId }],
    (conversationId) => ["mark_delivered", { conversationId }],
    (conversationId) => ["load_messages", { conversationId }],
    (conversationId) => ["sync", { conversations: { [conversationId]: 0 } }],
    () => ["list_conversations", {}],
  ];
  const routes: ((conversationId: string) => [string, string, object?])[] = [
    (id) => ["GET", `/api/conversations/${id}/messages`],
    (id) => ["POST", `/api/conversations/${id}/messages`, { messageText: "let me in" }],
    (id) => ["POST", `/api/conversations/${id}/read`, {}],
    () => ["GET", "/api/conversations"],
  ];
  /** What may say yes to anybody, as long as it tells nothing. */
  const harmless = new Set(["sync", "list_conversations", "GET /api/conversations"]);

  function note(request: string, subject: string, answer: Partial<WirePayload>, ok: boolean): void {
    hear(journal, request, answer);
    if (ok && !harmless.has(request)) journal.write({ type: "told", event: request, subject });
  }

  async function tryOne(conversationId: string): Promise<void> {
    if (random.chance(0.6)) {
      if (!socket.connected) return;
      const [event, payload] = random.pick(events)(conversationId);
      const answer: WirePayload = await socket.timeout(2_000).emitWithAck(event, payload);
      note(event, conversationId, answer, answer.ok);
      return;
    }
    const [method, path, body] = random.pick(routes)(conversationId);
    const response = await fetch(serverUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${await tokens.get()}`,
        "content-type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(2_000),
    });
    const answer = (await response.json()) as Partial<WirePayload>;
    note(`${method} ${path}`, conversationId, answer, response.ok);
  }

  void (async () => {
    while (!over.signal.aborted) {
      await tryOne(random.pick(conversationIds)).catch(() => {});
      await lasting(PAUSE_MS, over.signal);
    }
  })();

  return {
    witness: () => ({
      ...{ name: "a stranger", userId, browser: null, final: null },
      journal: journal.entries,
    }),
    close() {
      over.abort();
      socket.close();
    },
  };
}
