import { ChatError } from "./chat-error.js";
import type { User, WireError } from "./protocol/index.js";
import { serverUrl } from "./server-url.js";

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
  const fail = (code: ChatError["code"], reason: string, rest?: object): never => {
    throw new ChatError(code, `unable to make a guest; ${reason}`, rest);
  };
  const response = await fetch(serverUrl(url, "/api/guests"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, email }),
    credentials: "omit",
  }).catch((cause: unknown) => fail("offline", "the server can't be reached", { cause }));
  const body = (await response.json().catch(() => ({}))) as Partial<Guest> & { error?: WireError };
  if (response.ok && body.token && body.user) return { token: body.token, user: body.user };
  const { code = "internal", message = "the answer can't be understood" } = body.error ?? {};
  const seconds = Number(response.headers.get("Retry-After"));
  return fail(code, message, { retryAfterMs: seconds > 0 ? seconds * 1_000 : undefined });
}
