import { ChatError } from "./chat-error.js";
import { postJson } from "./post-json.js";
import type { User } from "./protocol/index.js";

export interface GuestOptions {
  /** The server's address, `https://chat.example`. */
  url: string;
  name?: string | undefined;
  email?: string | undefined;
}

export interface Guest {
  /** Keep it: it is the only way back to this guest's conversations. */
  token: string;
  user: User;
}

/**
 * Makes an identity for a visitor without an account. Rejects with a `ChatError`: `invalid`,
 * `rate_limited` (by address), `unavailable`, or `offline` when the server can't be reached.
 */
export async function createGuest({ url, name, email }: GuestOptions): Promise<Guest> {
  const doing = "make a guest";
  const { token, user } = await postJson<Guest>({
    url,
    path: "/api/guests",
    body: { name, email },
    doing,
  });
  if (token && user) return { token, user };
  throw new ChatError("internal", `unable to ${doing}; the answer can't be understood`);
}
