import * as jose from "jose";
import { ChatError } from "../chat/chat-error.js";

/** For so long after it could not be fetched a key set is not asked for again, in milliseconds. */
const COOL_DOWN_MS = 2_000;

/**
 * The keys at an address, fetched when there is need. A key set that can't be fetched or read is the
 * operator's trouble, not the token's: `unavailable`, and the same error until it is fetched again,
 * so that it can be logged once. Keys that are known go on to be used meanwhile.
 */
export function createKeySet(url: URL): jose.JWTVerifyGetKey {
  let failure: ChatError | null = null;
  const remote = jose.createRemoteJWKSet(url, {
    [jose.customFetch]: async (...request) => {
      if (failure) throw failure;
      return fetch(...request);
    },
  });

  const fail = (cause: unknown): ChatError => {
    failure = new ChatError("unavailable", "Unable to sign in; the key set can't be fetched.", {
      retryAfterMs: COOL_DOWN_MS,
      cause,
    });
    setTimeout(() => (failure = null), COOL_DOWN_MS).unref();
    return failure;
  };

  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (cause) {
      if (
        cause instanceof jose.errors.JWKSNoMatchingKey ||
        cause instanceof jose.errors.JWKSMultipleMatchingKeys ||
        cause instanceof jose.errors.JOSENotSupported
      ) {
        throw cause;
      }
      // Whoever waited for the same fetch, or came since, is told the same.
      throw failure ?? fail(cause);
    }
  };
}
