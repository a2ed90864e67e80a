import { ChatError } from "../chat-error.js";
import type { ChatClient } from "../client.js";
import type {
  ChatConversation,
  ChatMessage,
  ConversationSnapshot,
  Draft,
} from "../conversation.js";
import { blankConversation } from "./blank-snapshots.js";

/** A conversation's id, or the user that a direct conversation is with. */
export type ConversationTarget = string | { readonly with: string };

/** A conversation as a view holds it: its snapshot, the text being written, and what can be done. */
export interface BoundConversation extends ConversationSnapshot {
  /** Null until it is open: the user has to be known for a conversation `with` somebody. */
  readonly conversation: ChatConversation | null;
  readonly draft: string;
  /** As `ChatConversation.send`; throws `offline` until it is open. */
  readonly send: (draft: Draft | string) => ChatMessage;
  readonly setDraft: (text: string) => void;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => Promise<boolean>;
  readonly markRead: (upToMessageId?: string) => void;
  /** Call at every keystroke. */
  readonly startTyping: () => void;
  readonly stopTyping: () => void;
  readonly loadOlder: () => Promise<void>;
}

export interface ConversationBinding {
  readonly state: BoundConversation;
  /** Opens the conversation for the first subscriber; returns what stops it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Binds a view to a conversation: opens it, follows it where it moves, and tries again when the connection is back. */
export function bindConversation(
  client: ChatClient,
  target: ConversationTarget,
): ConversationBinding {
  const listeners = new Set<() => void>();
  let conversation: ChatConversation | null = null;
  let error: ChatError | null = null;
  /** Written before it was open. */
  let early = "";
  let attempt = 0;
  let stopConversation = (): void => {};
  let stopClient = (): void => {};

  const actions = {
    send: (draft: Draft | string) => opened("send").send(draft),
    setDraft(text: string) {
      if (conversation) conversation.setDraft(text);
      else early = text;
      // At once: a text field that hears later puts its caret at the end.
      changed();
    },
    retry: (clientMessageId: string) => opened("retry").retry(clientMessageId),
    discard: async (clientMessageId: string) => opened("discard").discard(clientMessageId),
    markRead: (upToMessageId?: string) => conversation?.markRead(upToMessageId),
    startTyping: () => conversation?.typing(),
    stopTyping: () => conversation?.stopTyping(),
    loadOlder: async () => conversation?.loadOlder(),
  };

  function opened(doing: string): ChatConversation {
    if (conversation) return conversation;
    throw new ChatError("offline", `unable to ${doing}; the conversation is not open yet`);
  }

  function newState(): BoundConversation {
    const snapshot = conversation?.snapshot ?? blankConversation;
    const failed = error && { phase: "failed" as const, error };
    const draft = conversation?.draft ?? early;
    return { ...snapshot, ...failed, conversation, draft, ...actions };
  }

  let source: ConversationSnapshot | null = null;
  let state = newState();

  function changed(): void {
    const snapshot = conversation?.snapshot ?? null;
    const isSame =
      snapshot === source &&
      (snapshot ?? { error }).error === state.error &&
      (conversation?.draft ?? early) === state.draft;
    if (isSame) return;
    source = snapshot;
    state = newState();
    for (const listener of [...listeners]) listener();
  }

  function hold(next: ChatConversation): void {
    stopConversation();
    conversation = next;
    error = null;
    // Neither text replaces the other.
    if (early) next.setDraft([next.draft, early].filter(Boolean).join("\n"));
    early = "";
    const follow = (): void => {
      const { movedTo } = next.snapshot;
      if (movedTo) hold(client.conversation(movedTo));
      else changed();
    };
    stopConversation = next.subscribe(follow);
    follow();
  }

  async function open(): Promise<void> {
    attempt += 1;
    const own = attempt;
    try {
      const next =
        typeof target === "string" ? client.conversation(target) : await client.open(target.with);
      if (own === attempt) hold(next);
    } catch (cause) {
      if (own !== attempt) return;
      error =
        cause instanceof ChatError
          ? cause
          : new ChatError("internal", "unable to open; see the cause", { cause });
      changed();
    }
  }

  function start(): void {
    stopClient = client.on("connection", ({ state: connection }) => {
      if (error && connection === "online") void open();
    });
    void open();
  }

  function stop(): void {
    attempt += 1;
    stopClient();
    stopConversation();
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      const own = () => listener();
      listeners.add(own);
      if (listeners.size === 1) start();
      return () => {
        if (listeners.delete(own) && listeners.size === 0) stop();
      };
    },
  };
}
