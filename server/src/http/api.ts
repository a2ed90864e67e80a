import type { Message, ServerLimits } from "@photo-chat/sdk/protocol";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import * as v from "valibot";
import { userId } from "../auth/identity.js";
import type { Chat } from "../chat/chat.js";
import { costOf } from "../limits/cost-of.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import { conversationId, createDraft, messageId, search } from "../payloads.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { pageLimit } from "./page-limit.js";
import { body, param, query } from "./valid.js";
import { withinRates } from "./within-rates.js";

const limit = v.optional(pageLimit);
const conversationPath = v.object({ id: conversationId });

export interface ApiOptions {
  chat: Chat;
  signedIn: MiddlewareHandler<AppEnv>;
  take: RateLimiting["take"];
  charge: RateLimiting["charge"];
  limits: ServerLimits;
}

/** The routes for a user, each one call of the chat's rules and within the same rates as events. */
export function createApi({ chat, signedIn, take, charge, limits }: ApiOptions): Hono<AppEnv> {
  const within = withinRates(take);
  const charged = (c: Context<AppEnv>, messages: readonly (Message | null)[]): Promise<void> =>
    charge("reads", costOf(messages), c.get("user").userId, c.get("address"));
  const refusals = [400, 401, 403, 429, 503];

  const app = new Hono<AppEnv>();
  app
    .use(signedIn)
    .get(
      "/me",
      describe("The caller's user.", { 200: models.user }, [401, 403, 429, 503]),
      within("reads"),
      (c) => c.json(c.get("user")),
    )
    .get(
      "/unread",
      describe(
        "Unread messages over all conversations.",
        { 200: models.unreadResult },
        [401, 403, 429, 503],
      ),
      within("reads"),
      async (c) => c.json({ unreadCount: await chat.unreadCount(c.get("user").userId) }),
    )
    .get(
      "/conversations",
      describe(
        "The caller's conversations, newest activity first; with search, those that fit.",
        { 200: models.conversationPage },
        refusals,
      ),
      within("reads"),
      query(v.object({ limit, before: v.optional(conversationId), search: v.optional(search) })),
      async (c) => {
        const { userId } = c.get("user");
        const query = c.req.valid("query");
        if (query.search !== undefined) await take("searches", userId, c.get("address"));
        const page = await chat.list(userId, query);
        await charged(
          c,
          page.conversations.map(({ lastMessage }) => lastMessage),
        );
        return c.json(page);
      },
    )
    .post(
      "/conversations",
      describe(
        "Opens or finds the direct conversation with a user.",
        { 200: models.conversationResult },
        [...refusals, 413],
      ),
      within("joins"),
      body(v.object({ userId })),
      async (c) => {
        const other = c.req.valid("json").userId;
        return c.json({ conversation: await chat.open(c.get("user").userId, other) });
      },
    )
    .get(
      "/conversations/:id/messages",
      describe("A page of history, oldest first.", { 200: models.messagePage }, refusals),
      within("reads"),
      param(conversationPath),
      query(v.object({ limit, before: v.optional(messageId) })),
      async (c) => {
        const conversationId = c.req.valid("param").id;
        const asked = { conversationId, ...c.req.valid("query") };
        const page = await chat.history(c.get("user").userId, asked);
        await charged(c, page.messages);
        return c.json(page);
      },
    )
    .post(
      "/conversations/:id/messages",
      describe(
        "Sends a message; repeatable by clientMessageId, 200 for one that was stored before.",
        { 200: models.sendResult, 201: models.sendResult },
        [...refusals, 409, 413],
      ),
      within("messages"),
      param(conversationPath),
      body(createDraft(limits)),
      async (c) => {
        const conversationId = c.req.valid("param").id;
        const { message, duplicate } = await chat.send(c.get("user").userId, {
          ...c.req.valid("json"),
          conversationId,
        });
        return duplicate ? c.json({ message, duplicate }, 200) : c.json({ message }, 201);
      },
    )
    .post(
      "/conversations/:id/read",
      describe(
        "Marks everything up to a message, by default the newest, as read.",
        { 200: models.unreadResult },
        [...refusals, 413],
      ),
      within("receipts"),
      param(conversationPath),
      body(v.object({ upToMessageId: v.optional(messageId) })),
      async (c) => {
        const conversationId = c.req.valid("param").id;
        const upTo = { conversationId, ...c.req.valid("json") };
        return c.json(await chat.markRead(c.get("user").userId, upTo));
      },
    );
  return app;
}
