import { randomUUID } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import type { Logger } from "pino";
import * as v from "valibot";
import { emailAddress } from "../auth/identity.js";
import type { IdentityIssuer, Issued } from "../auth/issue-identity.js";
import { ChatError } from "../chat/chat-error.js";
import type { Chat } from "../chat/chat.js";
import type { Session } from "../chat/sign-in.js";
import { inboxLink } from "../inbox-link.js";
import type { RateLimits } from "../limits/rate-limits.js";
import type { Mailer } from "../mail/mailer.js";
import { type MailLanguage, mailLanguages, signInMail } from "../mail/sign-in-mail.js";
import type { AccountRow } from "../store/sign-in-statements.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { body } from "./valid.js";

const SESSION_SECONDS = 30 * 86_400;
/** A day more than its last token lives: the clocks of server and database may differ. */
const ENDED_SECONDS = SESSION_SECONDS + 86_400;
const MAILED_SECONDS = 15 * 60;
const LONGEST_SECONDS = 30 * 86_400;
const CODE_LENGTH = 128;
/** Chinese in characters that there are no texts in. */
const TRADITIONAL = /^zh-(hant|tw|hk|mo)\b/i;

export interface SignInOptions {
  chat: Chat;
  signedIn: MiddlewareHandler<AppEnv>;
  issue: IdentityIssuer;
  take: RateLimits;
  withinAddress: MiddlewareHandler<AppEnv>;
  /** Null: links are only made by the command. */
  mailer: Mailer | null;
  publicUrl: string | undefined;
  logger: Logger;
}

/** Sessions of photographers who come by a link, from the command or by mail. */
export function createSignInRoutes(options: SignInOptions): Hono<AppEnv> {
  const { chat, signedIn, issue, take, withinAddress, mailer, publicUrl, logger } = options;

  const tokenOf = ({ id, name, email, role }: AccountRow, sid: string): Promise<Issued> =>
    issue({ sub: id, name, email, role, use: "session", sid }, SESSION_SECONDS);

  const sessionOf = async (c: Context<AppEnv>): Promise<Session> => {
    const { userId } = c.get("user");
    await take("signals", userId, c.get("address"));
    const sessionId = c.get("sessionId");
    if (sessionId === undefined) {
      throw new ChatError("forbidden", "This token belongs to no session that began with a link.");
    }
    return { userId, sessionId };
  };

  /** Nobody waits for it: how long it takes would tell who is known. */
  const mailLink = async (email: string, language: MailLanguage): Promise<void> => {
    if (!mailer || publicUrl === undefined) {
      logger.warn("a sign-in link was asked for by mail, but SMTP_URL is not set");
      return;
    }
    const account = await chat.signInLinks.photographerOf(email);
    if (account?.email == null) return;
    const code = await chat.signInLinks.create(account.id, MAILED_SECONDS);
    await mailer.send(signInMail(account.email, inboxLink(publicUrl, code), language));
  };

  const app = new Hono<AppEnv>();
  app
    .post(
      "/sign-in",
      describe(
        "Mails a sign-in link to a photographer who is known; answers the same to everybody.",
        { 202: models.nothing },
        [400, 403, 413, 429, 503],
      ),
      withinAddress,
      body(v.object({ email: emailAddress })),
      async (c) => {
        const { email } = c.req.valid("json");
        await take("mails", email.toLowerCase());
        mailLink(email, languageOf(c)).catch((err: unknown) =>
          logger.error({ err }, "no sign-in link was mailed"),
        );
        return c.json({}, 202);
      },
    )
    .post(
      "/sign-in/exchange",
      describe(
        "Uses the code of a sign-in link up for a session of 30 days.",
        { 200: models.issued },
        [400, 401, 403, 413, 429, 503],
      ),
      withinAddress,
      body(v.object({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(CODE_LENGTH)) })),
      async (c) => {
        const account = await chat.signInLinks.redeem(c.req.valid("json").code);
        return c.json(await tokenOf(account, randomUUID()));
      },
    )
    .post(
      "/sign-in/links",
      describe(
        "A code for a sign-in link; for the command, with a token of its own.",
        { 201: models.code },
        [400, 401, 403, 413, 429, 503],
      ),
      signedIn,
      withinAddress,
      body(
        v.object({
          expiresIn: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_SECONDS)),
        }),
      ),
      async (c) => {
        if (!c.get("isLink")) {
          throw new ChatError("forbidden", "Only the photo-chat command makes links.");
        }
        const { expiresIn } = c.req.valid("json");
        return c.json(
          { code: await chat.signInLinks.create(c.get("user").userId, expiresIn) },
          201,
        );
      },
    )
    .post(
      "/session",
      describe(
        "Renews a session that began with a sign-in link.",
        { 200: models.issued },
        [401, 403, 429, 503],
      ),
      signedIn,
      async (c) => {
        const { userId, sessionId } = await sessionOf(c);
        return c.json(await tokenOf(await chat.signInLinks.account(userId), sessionId));
      },
    )
    .delete(
      "/session",
      describe(
        "Ends a session that began with a sign-in link: its tokens are refused, its connections closed.",
        { 204: null },
        [401, 403, 429, 503],
      ),
      signedIn,
      async (c) => {
        await chat.endSession(await sessionOf(c), ENDED_SECONDS);
        return c.body(null, 204);
      },
    );
  return app;
}

/** What the browser says that its person reads, as far as mails are written in it. */
function languageOf(c: Context): MailLanguage {
  return accepts(c, {
    header: "Accept-Language",
    supports: mailLanguages,
    default: "en",
    match: (wishes, { default: fallback }) =>
      wishes
        .filter(({ q, type }) => q > 0 && !TRADITIONAL.test(type))
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split("-", 1)[0])
        .find((language) => mailLanguages.some((known) => known === language)) ?? fallback,
  }) as MailLanguage;
}
