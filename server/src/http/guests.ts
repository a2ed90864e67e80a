import { Hono, type MiddlewareHandler } from "hono";
import * as v from "valibot";
import { displayName, emailAddress, NAME_LENGTH } from "../auth/identity.js";
import type { IdentityIssuer } from "../auth/issue-identity.js";
import type { TokenVerifier } from "../auth/token-verifier.js";
import { ChatError } from "../chat/chat-error.js";
import type { Chat } from "../chat/chat.js";
import { isGuestId, newGuestId } from "../chat/guest-id.js";
import type { RateLimits } from "../limits/rate-limits.js";
import { withoutNul } from "../payloads.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { body } from "./valid.js";

const GUEST_SECONDS = 365 * 86_400;
const TOKEN_LENGTH = 8_192;

/** A field of a form that was left empty. */
const blank = v.pipe(
  v.string(),
  v.regex(/^\s*$/),
  v.transform(() => null),
);

const profile = v.object({
  name: v.nullish(v.pipe(v.string(), v.maxLength(NAME_LENGTH), withoutNul, displayName), null),
  email: v.nullish(v.union([blank, emailAddress], "must be an e-mail address"), null),
});

const proof = v.object({ guestToken: v.pipe(v.string(), v.maxLength(TOKEN_LENGTH)) });

export interface GuestsOptions {
  chat: Chat;
  verify: TokenVerifier;
  signedIn: MiddlewareHandler<AppEnv>;
  issue: IdentityIssuer;
  take: RateLimits;
  withinAddress: MiddlewareHandler<AppEnv>;
}

/** Identities of visitors' own, good for a year, and how they become accounts. */
export function createGuests(options: GuestsOptions): Hono<AppEnv> {
  const { chat, verify, signedIn, issue, take, withinAddress } = options;

  /** Whoever has the guest's token is the guest. A token's trouble is not the caller's own. */
  const guestOf = async (guestToken: string): Promise<string> => {
    const { identity } = await verify(guestToken).catch((cause: unknown) => {
      const isPassing = cause instanceof ChatError && cause.code === "unavailable";
      throw isPassing ? cause : notAGuest(cause);
    });
    if (!isGuestId(identity.userId)) throw notAGuest();
    await chat.signIn(identity).catch((cause: unknown) => {
      if (!(cause instanceof ChatError)) throw cause;
      if (cause.reason === "banned" || cause.reason === "revoked") throw notAGuest(cause);
      if (cause.reason !== "joined") throw cause;
    });
    return identity.userId;
  };

  const app = new Hono<AppEnv>();
  app.post(
    "/",
    describe("A new identity for a visitor.", { 201: models.issued }, [400, 403, 413, 429, 503]),
    withinAddress,
    body(profile),
    async (c) => {
      const claims = { sub: newGuestId(), role: "customer" as const, ...c.req.valid("json") };
      return c.json(await issue(claims, GUEST_SECONDS), 201);
    },
  );
  app.post(
    "/join",
    describe(
      "Makes a guest the caller's account, whose its conversations are from then on.",
      { 200: models.joinGuestResult },
      [400, 401, 403, 409, 413, 429, 503],
    ),
    signedIn,
    async function withinAccount(c, next) {
      await take("signals", c.get("user").userId, c.get("address"));
      await next();
    },
    body(proof),
    async (c) => {
      const { userId } = c.get("user");
      if (isGuestId(userId)) throw new ChatError("forbidden", "A guest can't take in a guest.");
      const moves = await chat.joinGuest(userId, await guestOf(c.req.valid("json").guestToken));
      const conversations = moves.map(({ conversationId, movedTo }) => ({
        conversationId,
        movedTo,
      }));
      return c.json({ conversations });
    },
  );
  return app;
}

function notAGuest(cause?: unknown): ChatError {
  return new ChatError("invalid", "guestToken must be a guest's token of this server.", { cause });
}
