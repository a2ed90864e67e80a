import type { Clock } from "../clock.js";

/** For this long after a keystroke a text is not replaced by another tab's, in milliseconds. */
const TYPING_MS = 5_000;

/** Texts that are being written, one for each conversation. */
export interface Drafts {
  readonly of: (conversationId: string) => string;
  readonly set: (conversationId: string, text: string) => void;
  /**
   * The user is known: what was stored before is there, and what was written until now is stored.
   *
   * @param scope which server's and which user's drafts
   */
  readonly open: (scope: string) => void;
  /** Forgets every text, in this browser too. */
  readonly wipe: () => void;
  readonly close: () => void;
}

/**
 * Kept in localStorage, since that alone is written before a page that closes is gone; in memory
 * where there is none, or it is full.
 *
 * @param onChange another tab has changed a conversation's text
 */
export function createDrafts(clock: Clock, onChange: (conversationId: string) => void): Drafts {
  const own = new Map<string, { readonly text: string; readonly at: number }>();
  const inPage = typeof document !== "undefined";
  let prefix = "";

  function stored<Result>(use: (storage: Storage) => Result): Result | null {
    try {
      return prefix && inPage ? use(localStorage) : null;
    } catch {
      return null;
    }
  }

  function set(conversationId: string, text: string): void {
    own.set(conversationId, { text, at: clock.now() });
    const key = prefix + conversationId;
    stored((storage) => (text ? storage.setItem(key, text) : storage.removeItem(key)));
  }

  function listen({ key, newValue }: StorageEvent): void {
    if (!key?.startsWith(prefix)) return;
    const conversationId = key.slice(prefix.length);
    if (clock.now() - (own.get(conversationId)?.at ?? 0) < TYPING_MS) return;
    own.set(conversationId, { text: newValue ?? "", at: 0 });
    onChange(conversationId);
  }

  return {
    of: (conversationId) =>
      own.get(conversationId)?.text ??
      stored((storage) => storage.getItem(prefix + conversationId)) ??
      "",
    set,
    open(scope) {
      prefix = `photo-chat draft ${scope} `;
      for (const [conversationId, { text }] of own) set(conversationId, text);
      if (inPage) addEventListener("storage", listen);
    },
    wipe() {
      own.clear();
      stored((storage) => {
        const keys = Object.keys(storage).filter((key) => key.startsWith(prefix));
        for (const key of keys) storage.removeItem(key);
      });
    },
    close() {
      if (inPage) removeEventListener("storage", listen);
    },
  };
}
