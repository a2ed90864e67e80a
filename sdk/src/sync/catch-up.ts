import type { ChatError } from "../chat-error.js";
import { backoff } from "../connection/backoff.js";
import type { Connection } from "../connection/connection.js";
import { type Pacing, pause, repeat } from "../connection/repeat.js";
import type { LiveConversation } from "../create-conversation.js";
import { type Cursor, PAGE_SIZE_MAX } from "../protocol/index.js";
import type { Session } from "../session.js";
import { isBehind, isKnown, withListed, withSync } from "../timeline/timeline.js";

export interface CatchUpOptions extends Pacing {
  readonly session: Session;
  readonly request: Connection["request"];
  conversations: ReadonlyMap<string, LiveConversation>;
  /** The conversation with this id, made when it is not known yet. */
  conversationOf: (conversationId: string) => LiveConversation;
  /** A conversation goes on under another id. */
  onMoved: (conversationId: string, movedTo: string) => void;
  /** A conversation is nobody's any more. */
  onGone: (conversationId: string) => void;
  /** A request was refused for good. */
  onError: (error: ChatError) => void;
}

export interface CatchUp {
  /** Fetches what was missed, then calls back. */
  readonly start: (signal: AbortSignal, onDone: () => void) => void;
  /** Fetches what one conversation is missing. */
  readonly want: (conversationId: string, signal: AbortSignal) => void;
}

function cursorOf({ timeline: { cursor, messages } }: LiveConversation): Cursor {
  const newest = messages.at(-1);
  return { rev: cursor, seq: newest?.seq, clientMessageId: newest?.clientMessageId };
}

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { session, request, conversations, conversationOf } = options;
  const wanted = new Set<string>();
  let syncing: Promise<void> | null = null;

  /** Every conversation, with who is online: `sync` is silent on those without a change. */
  async function list(signal: AbortSignal): Promise<void> {
    let before: string | undefined;
    do {
      const query = { limit: PAGE_SIZE_MAX, before };
      const page = await repeat(() => request("list_conversations", query), signal, options);
      for (const row of page.conversations) {
        const conversation = conversationOf(row.conversationId);
        conversation.merge((known, me) => withListed(known, row, me), row.rev);
      }
      before = page.hasMore ? page.conversations.at(-1)?.conversationId : undefined;
    } while (before);
    session.listed = true;
  }

  async function syncWanted(signal: AbortSignal): Promise<void> {
    for (let fruitless = 0; wanted.size > 0;) {
      const ids = [...wanted].slice(0, PAGE_SIZE_MAX);
      for (const id of ids) wanted.delete(id);
      const cursors = Object.fromEntries(ids.map((id) => [id, cursorOf(conversationOf(id))]));
      const query = { conversations: cursors };
      const answer = await repeat(() => request("sync", query), signal, options);
      for (const [id, to] of Object.entries(answer.moved ?? {})) options.onMoved(id, to);
      answer.gone?.forEach(options.onGone);
      let stuck = false;
      for (const id of ids) {
        const changes = answer.conversations[id];
        const conversation = conversationOf(id);
        const from = cursors[id]?.rev ?? 0;
        // What was told meanwhile was put into the old history.
        if (changes?.restored) wanted.add(id);
        if (changes) conversation.merge((known, me) => withSync(known, changes, from, me), 0);
        const { timeline } = conversation;
        stuck ||= isBehind(timeline) && timeline.cursor === from;
      }
      fruitless = stuck ? fruitless + 1 : 0;
      // Once is an event that was ahead of the answer.
      if (fruitless > 1) await pause(backoff(fruitless, options.random()), signal, options.clock);
    }
  }

  function sync(signal: AbortSignal): Promise<void> {
    syncing ??= syncWanted(signal)
      .catch((error: ChatError) => {
        if (!signal.aborted) options.onError(error);
      })
      .finally(() => {
        syncing = null;
        if (wanted.size > 0 && !signal.aborted) void sync(signal);
      });
    return syncing;
  }

  return {
    start(signal, onDone) {
      for (const [id, { timeline }] of conversations) if (isKnown(timeline)) wanted.add(id);
      Promise.all([sync(signal), list(signal)])
        .then(() => sync(signal))
        .then(
          () => {
            if (!signal.aborted) onDone();
          },
          (error: ChatError) => {
            if (!signal.aborted) options.onError(error);
          },
        );
    },
    want(conversationId, signal) {
      wanted.add(conversationId);
      void sync(signal);
    },
  };
}
