import { ChatError } from "./chat-error.js";
import type { WireError } from "./protocol/index.js";
import { serverUrl } from "./server-url.js";

export interface PostOptions {
  /** The server's address. */
  url: string;
  path: string;
  body: object;
  token?: string | undefined;
  /** For the error's text. */
  doing: string;
}

/** Posts to the server and resolves with its answer; rejects with a `ChatError`. */
export async function postJson<Answer>(options: PostOptions): Promise<Partial<Answer>> {
  const { url, path, body, token, doing } = options;
  const fail = (code: ChatError["code"], reason: string, rest?: object): never => {
    throw new ChatError(code, `unable to ${doing}; ${reason}`, rest);
  };
  const headers = {
    "Content-Type": "application/json",
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  const response = await fetch(serverUrl(url, path), {
    method: "POST",
    headers,
    body: JSON.stringify(body),
    credentials: "omit",
  }).catch((cause: unknown) => fail("offline", "the server can't be reached", { cause }));
  const answer = (await response.json().catch(() => null)) as
    (Partial<Answer> & { error?: WireError }) | null;
  if (response.ok && answer) return answer;
  const { code = "internal", message = "the answer can't be understood" } = answer?.error ?? {};
  const seconds = Number(response.headers.get("Retry-After"));
  return fail(code, message, { retryAfterMs: seconds > 0 ? seconds * 1_000 : undefined });
}
