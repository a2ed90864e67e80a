import type { Clock } from "../clock.js";
import { DRAFT } from "../storage-names.js";

/** While the page has the focus, no other tab's text replaces one that was written so recently, in milliseconds. */
const TYPING_MS = 5_000;

/** Texts that are being written, one for each conversation. */
export interface Drafts {
  readonly of: (conversationId: string) => string;
  readonly set: (conversationId: string, text: string) => void;
  /** Puts a text on a line of its own below what is there, unless that is the same. */
  readonly add: (conversationId: string, text: string) => void;
  /**
   * The user is known: what was stored before is there, and what was written until now is added.
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

  const of = (conversationId: string): string =>
    own.get(conversationId)?.text ??
    stored((storage) => storage.getItem(prefix + conversationId)) ??
    "";

  function set(conversationId: string, text: string): void {
    own.set(conversationId, { text, at: clock.now() });
    const key = prefix + conversationId;
    stored((storage) => (text ? storage.setItem(key, text) : storage.removeItem(key)));
  }

  function add(conversationId: string, text: string): void {
    const texts = new Set([of(conversationId), text]);
    set(conversationId, [...texts].filter(Boolean).join("\n"));
  }

  function listen({ key, newValue }: StorageEvent): void {
    if (!key?.startsWith(prefix)) return;
    const conversationId = key.slice(prefix.length);
    const age = clock.now() - (own.get(conversationId)?.at ?? 0);
    // Whoever goes on in another tab has left this one, and would find an old text here.
    if (age < TYPING_MS && document.hasFocus()) return;
    own.set(conversationId, { text: newValue ?? "", at: 0 });
    onChange(conversationId);
  }

  return {
    of,
    set,
    add,
    open(scope) {
      prefix = `${DRAFT}${scope} `;
      const early = [...own];
      own.clear();
      for (const [conversationId, { text }] of early) add(conversationId, text);
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
