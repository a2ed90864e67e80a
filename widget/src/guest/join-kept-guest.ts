import { type ChatError, joinGuest } from "@photo-chat/sdk";
import { asChatError } from "../chat-controller.js";
import { aboutName, guestName, keep, kept } from "./kept.js";

export interface KeptGuest {
  readonly server: string;
  readonly guestToken: string;
  /** The account's. */
  readonly getToken: () => string | Promise<string>;
}

/**
 * Makes the guest that this browser knows the account's user, in one tab of the browser.
 *
 * @returns null when that is done, or will never be; else why it has to be tried again later
 */
export async function joinKeptGuest(guest: KeptGuest): Promise<ChatError | null> {
  const { server } = guest;
  if (!("locks" in navigator)) return join(guest);
  return navigator.locks.request(`photo-chat join ${server}`, () =>
    // Another tab may have done it meanwhile.
    kept(guestName(server)) === guest.guestToken ? join(guest) : null,
  );
}

async function join({ server, guestToken, getToken }: KeptGuest): Promise<ChatError | null> {
  try {
    const moved = await joinGuest({ url: server, guestToken, token: await getToken() });
    for (const { conversationId, movedTo } of moved) {
      const card = kept(aboutName(server, conversationId));
      if (card) keep(aboutName(server, movedTo), card);
      keep(aboutName(server, conversationId), null);
    }
    return null;
  } catch (cause) {
    const error = asChatError(cause);
    return error.retryable ? error : null;
  }
}
