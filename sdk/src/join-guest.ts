import { createDrafts } from "./drafts/drafts.js";
import { type Platform, defaultPlatform } from "./platform.js";
import { postJson } from "./post-json.js";
import {
  conversationIdOf,
  type JoinGuestResult,
  type MovedConversation,
  usersOf,
} from "./protocol/index.js";
import { scopeOf, serverUrl } from "./server-url.js";
import { userIdOf } from "./user-id-of.js";

export interface JoinGuestOptions {
  /** The server's address, `https://chat.example`. */
  url: string;
  /** The guest's, from `createGuest`; refused from then on. */
  guestToken: string;
  /** The account's: of the user that the guest turned out to be. */
  token: string;
}

/**
 * Makes a guest the account's user: the guest's conversations go on as the account's, and so does
 * what waits in this browser's outbox and what was being written. Clients of the guest are `stopped`
 * in every tab. Resolves with where the conversations went.
 *
 * Rejects with a `ChatError`: `conflict` when the guest has joined another account, `invalid` when
 * the token is not a guest's, those of a refused token, `rate_limited`, `unavailable`, `offline`.
 */
export async function joinGuest(options: JoinGuestOptions): Promise<readonly MovedConversation[]> {
  const { url, guestToken, token } = options;
  const { conversations = [] } = await postJson<JoinGuestResult>({
    url,
    path: "/api/guests/join",
    body: { guestToken },
    token,
    doing: "join the guest",
  });
  const [guestId, accountId] = [userIdOf(guestToken), userIdOf(token)];
  if (guestId && accountId) {
    await takeOver(serverUrl(url), guestId, accountId, conversations, defaultPlatform);
  }
  return conversations;
}

/** Hands what this browser keeps for the guest to the account. */
async function takeOver(
  server: URL,
  guestId: string,
  accountId: string,
  conversations: readonly MovedConversation[],
  platform: Platform,
): Promise<void> {
  const [guestScope, accountScope] = [scopeOf(server, guestId), scopeOf(server, accountId)];
  const movedTo = (conversationId: string): string => {
    const other = usersOf(conversationId)?.find((userId) => userId !== guestId);
    return other ? conversationIdOf(accountId, other) : conversationId;
  };
  const tell = (scope: string, type: "changed" | "logged_out"): void => {
    const tabs = platform.openTabs(scope, () => {});
    tabs.tell({ type });
    tabs.close();
  };

  const drafts = [guestScope, accountScope].map((scope) => {
    const opened = createDrafts(platform.clock, () => {});
    opened.open(scope);
    return opened;
  });
  const [guests, accounts] = drafts;
  for (const { conversationId } of conversations) {
    const text = guests?.of(conversationId);
    if (text) accounts?.add(movedTo(conversationId), text);
  }
  guests?.wipe();
  for (const opened of drafts) opened.close();

  try {
    const from = await platform.openStore(guestScope);
    const to = await platform.openStore(accountScope);
    for (const { order, ...entry } of await from.all()) {
      await to.add({ ...entry, conversationId: movedTo(entry.conversationId) });
      await from.update(order, () => null);
    }
    from.close();
    to.close();
  } catch {
    // Where nothing can be kept, nothing was.
  }
  tell(guestScope, "logged_out");
  tell(accountScope, "changed");
}
