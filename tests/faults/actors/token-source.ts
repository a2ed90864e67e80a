import { setTimeout as delay } from "node:timers/promises";
import { signToken } from "../../support/sign-token.js";

/** What a host's own token service is up to. */
export type TokenMood = "well" | "slow" | "failing" | "expired" | "garbage" | "another user's";

export interface TokenSource {
  mood: TokenMood;
  /** Of the tokens handed out from now on, in seconds. */
  lifetime: number;
  readonly get: () => Promise<string>;
}

const SLOW_MS = 2_000;

/**
 * @param secret the one that the host signs with just now
 * @param stranger whose token is handed out by mistake
 */
export function createTokenSource(
  userId: string,
  role: string,
  stranger: string,
  secret: () => string,
): TokenSource {
  const source: TokenSource = {
    mood: "well",
    lifetime: 3_600,
    async get() {
      const sign = (sub: string, expiresIn: number): string =>
        signToken(sub, { role, name: sub, expiresIn, secret: secret() });
      switch (source.mood) {
        case "slow":
          await delay(SLOW_MS);
          return sign(userId, source.lifetime);
        case "failing":
          throw new Error("the token service is down");
        case "expired":
          return sign(userId, -10);
        case "garbage":
          return `${sign(userId, source.lifetime)}x`;
        case "another user's":
          return sign(stranger, source.lifetime);
        case "well":
          return sign(userId, source.lifetime);
      }
    },
  };
  return source;
}
