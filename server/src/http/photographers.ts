import { OPEN_HOURS, REPLY_TITLE_LENGTH, type ServerLimits } from "@photo-chat/sdk/protocol";
import { Hono, type MiddlewareHandler } from "hono";
import * as v from "valibot";
import { displayName, emailAddress, NAME_LENGTH, picture } from "../auth/identity.js";
import { isTimeZone } from "../chat/zoned-time.js";
import { ChatError } from "../chat/chat-error.js";
import type { Chat } from "../chat/chat.js";
import type { RateLimits, RateName } from "../limits/rate-limits.js";
import { writtenText } from "../payloads.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { body, param } from "./valid.js";

const TIME_ZONE_LENGTH = 64;

const openHours = v.pipe(
  v.object({
    day: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    from: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be HH:MM")),
    to: v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be HH:MM")),
  }),
  v.check(({ from, to }) => from < to, "must begin before it ends"),
);

function profileSchema({ messageLength }: ServerLimits) {
  const answer = v.pipe(
    writtenText(messageLength),
    v.transform((text) => text.trim() || null),
  );
  return v.object({
    name: v.nullish(v.pipe(v.string(), v.maxLength(NAME_LENGTH), displayName), null),
    picture: v.nullish(picture, null),
    email: v.nullish(emailAddress, null),
    availability: v.object({
      mode: v.picklist(["online", "away", "hours"]),
      timeZone: v.pipe(
        v.string(),
        v.maxLength(TIME_ZONE_LENGTH),
        v.check(isTimeZone, "must be a time zone such as Europe/Berlin"),
      ),
      hours: v.pipe(v.array(openHours), v.maxLength(OPEN_HOURS)),
      answer: v.nullish(answer, null),
    }),
  });
}

function replySchema({ messageLength }: ServerLimits) {
  const filled = v.check<string, string>((text) => text.trim() !== "", "must not be empty");
  return v.object({
    title: v.pipe(writtenText(REPLY_TITLE_LENGTH), filled),
    text: v.pipe(writtenText(messageLength), filled),
  });
}

export interface PhotographersOptions {
  chat: Chat;
  signedIn: MiddlewareHandler<AppEnv>;
  take: RateLimits;
  limits: ServerLimits;
}

/** A photographer's own profile and saved replies. */
export function createPhotographerRoutes(options: PhotographersOptions): Hono<AppEnv> {
  const { chat, signedIn, take, limits } = options;
  const { photographers } = chat;
  const within =
    (rate: RateName): MiddlewareHandler<AppEnv> =>
    async (c, next) => {
      const { userId, role } = c.get("user");
      await take(rate, userId, c.get("address"));
      if (role !== "photographer") {
        throw new ChatError("forbidden", "Only photographers may do this.");
      }
      await next();
    };
  const refusals = [400, 401, 403, 413, 429, 503];
  const replyPath = v.object({ replyId: v.pipe(v.string(), v.maxLength(64)) });
  const reply = body(replySchema(limits));

  const app = new Hono<AppEnv>();
  app
    .get(
      "/profile",
      describe("The caller's profile.", { 200: models.profile }, [401, 403, 429, 503]),
      signedIn,
      within("reads"),
      async (c) => c.json(await photographers.profile(c.get("user").userId)),
    )
    .put(
      "/profile",
      describe("Replaces the caller's profile.", { 200: models.profile }, refusals),
      signedIn,
      within("signals"),
      body(profileSchema(limits)),
      async (c) => {
        const { userId } = c.get("user");
        return c.json(await photographers.setProfile(userId, c.req.valid("json")));
      },
    )
    .get(
      "/replies",
      describe("The caller's saved replies.", { 200: models.replies }, [401, 403, 429, 503]),
      signedIn,
      within("reads"),
      async (c) => c.json({ replies: await photographers.replies(c.get("user").userId) }),
    )
    .post(
      "/replies",
      describe("Saves a reply, up to 100.", { 201: models.reply }, refusals),
      signedIn,
      within("signals"),
      reply,
      async (c) => {
        const { userId } = c.get("user");
        return c.json(await photographers.addReply(userId, c.req.valid("json")), 201);
      },
    )
    .put(
      "/replies/:replyId",
      describe("Replaces a saved reply.", { 200: models.reply }, [...refusals, 404]),
      signedIn,
      within("signals"),
      param(replyPath),
      reply,
      async (c) => {
        const changed = { ...c.req.valid("param"), ...c.req.valid("json") };
        return c.json(await photographers.changeReply(c.get("user").userId, changed));
      },
    )
    .delete(
      "/replies/:replyId",
      describe("Deletes a saved reply.", { 200: models.nothing }, [...refusals, 404]),
      signedIn,
      within("signals"),
      param(replyPath),
      async (c) => {
        await photographers.removeReply(c.get("user").userId, c.req.valid("param").replyId);
        return c.json({});
      },
    );
  return app;
}
