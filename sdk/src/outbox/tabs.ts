import type { Message } from "../protocol/index.js";

/** What one tab tells the others of the same user. */
export type TabNews =
  /** The stored outbox has changed. */
  | { readonly type: "changed" }
  /** A message of it has been committed. */
  | { readonly type: "committed"; readonly message: Message }
  /** The user has logged out. */
  | { readonly type: "logged_out" };

/** The tabs of one browser that share an outbox. */
export interface Tabs {
  /** Calls `lead` when this tab is the one that may send; ends with the signal. */
  readonly lead: (signal: AbortSignal, lead: () => void) => void;
  readonly tell: (news: TabNews) => void;
  readonly close: () => void;
}

/**
 * Web Locks choose the tab that sends, and a BroadcastChannel for each server mirrors. Where a
 * browser has no locks (outside secure contexts) every tab sends: all in the same order and with the
 * same clientMessageIds, so the server still stores each message once and in its place.
 *
 * @param scope which server's and which user's outbox; of a server alone, which all of its users hear
 */
export function openTabs(scope: string, onNews: (news: TabNews) => void): Tabs {
  const [server = ""] = scope.split(" ");
  let channel =
    typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`photo-chat ${server}`);
  channel?.addEventListener("message", ({ data }: MessageEvent<[to: string, TabNews]>) => {
    const [to, news] = data;
    if (to === scope || to === server) onNews(news);
  });
  return {
    lead(signal, lead) {
      const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
      if (!locks) {
        lead();
        return;
      }
      const hold = (): Promise<void> =>
        new Promise((release) => {
          signal.addEventListener("abort", () => release(), { once: true });
          lead();
        });
      locks.request(`photo-chat ${scope}`, { signal }, hold).catch(() => {
        // Refused, as in a sandboxed page, or given up with the signal.
        if (!signal.aborted) lead();
      });
    },
    tell: (news) => channel?.postMessage([scope, news]),
    close() {
      channel?.close();
      channel = null;
    },
  };
}
