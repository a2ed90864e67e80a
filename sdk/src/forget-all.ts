import { forgetDrafts } from "./drafts/forget-drafts.js";
import { forgetOutboxes } from "./outbox/forget-outboxes.js";
import { openTabs } from "./outbox/tabs.js";
import { scopeOf, serverUrl } from "./server-url.js";

/**
 * For a person who leaves a browser that others use, where nobody knows any more who it was: wipes
 * the drafts and outboxes of all users of a server, and stops their clients in all tabs, with the
 * reason `logged_out`. Where a client knows its user, `logout()` of the client does so for theirs
 * alone.
 *
 * @param url the server's address, as clients have it
 */
export function forgetAll(url: string): Promise<void> {
  return forget(serverUrl(url), "");
}

/** Forgets one user's outbox, where the client had to go on without it; with an empty id everyone. */
export async function forget(url: URL, userId: string): Promise<void> {
  if (userId) {
    await forgetOutboxes(scopeOf(url, userId));
    return;
  }
  const { href } = url;
  // A scope is the server's address, and then a user's id.
  const everyone = `${href} `;
  const tabs = openTabs(href, () => {});
  tabs.tell({ type: "logged_out" });
  tabs.close();
  forgetDrafts(everyone);
  await forgetOutboxes(everyone);
}
