import { PAGE_SIZE } from "@photo-chat/sdk/protocol";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import type { Logger } from "pino";
import * as v from "valibot";
import { userId } from "../auth/identity.js";
import { ChatError } from "../chat/chat-error.js";
import type { Chat } from "../chat/chat.js";
import type { PersonExport } from "../chat/person-export.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import { conversationId, writtenText } from "../payloads.js";
import * as models from "./administration-models.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import { pageLimit } from "./page-limit.js";
import { fingerprintOf, requireKey } from "./require-key.js";
import { body, param, query } from "./valid.js";

const REASON_LENGTH = 1_000;

const limit = v.optional(pageLimit, String(PAGE_SIZE));
const person = v.object({ userId });
const reportId = v.pipe(v.string(), v.uuid("must be a reportId"));
const ban = v.object({
  reason: v.optional(writtenText(REASON_LENGTH)),
  until: v.optional(
    v.pipe(
      v.string(),
      v.isoTimestamp("must be an ISO 8601 time such as 2027-01-31T12:00:00Z"),
      v.check((time) => Date.parse(time) > Date.now(), "must be in the future"),
    ),
  ),
});

export interface AdministrationOptions {
  chat: Chat;
  limiting: Pick<RateLimiting, "take" | "check">;
  /** Undefined: there is no such route. */
  adminKey: string | undefined;
  logger: Logger;
}

/** What a host's own server may do, with the host's key; every deed leaves an entry in the audit log. */
export function createAdministration(options: AdministrationOptions): Hono<AppEnv> {
  const { chat, limiting, adminKey, logger } = options;
  const { moderation, reports } = chat;
  const app = new Hono<AppEnv>();
  const refusals = [400, 401, 403, 404, 413, 429, 503];

  if (adminKey !== undefined) {
    const by = fingerprintOf(adminKey);
    app
      .use(requireKey(adminKey, limiting))
      .put(
        "/users/:userId/ban",
        describe("Refuses a user everywhere, at once.", { 204: null }, refusals),
        param(person),
        body(ban),
        async (c) => {
          await moderation.ban(by, c.req.valid("param").userId, c.req.valid("json"));
          return c.body(null, 204);
        },
      )
      .delete(
        "/users/:userId/ban",
        describe("Ends a ban.", { 204: null }, refusals),
        param(person),
        async (c) => {
          await moderation.unban(by, c.req.valid("param").userId);
          return c.body(null, 204);
        },
      )
      .post(
        "/users/:userId/revoke-tokens",
        describe("Refuses all tokens that were issued until now.", { 204: null }, refusals),
        param(person),
        async (c) => {
          await moderation.revokeTokens(by, c.req.valid("param").userId);
          return c.body(null, 204);
        },
      )
      .post(
        "/users/:userId/erase",
        describe("Leaves nothing of a person but empty messages.", { 204: null }, refusals),
        param(person),
        async (c) => {
          await moderation.erase(by, c.req.valid("param").userId);
          return c.body(null, 204);
        },
      )
      .get(
        "/users/:userId/export",
        describe("Everything of one person.", { 200: models.personExport }, refusals),
        param(person),
        async (c) => {
          const { person, messages } = await moderation.export(by, c.req.valid("param").userId);
          c.header("Content-Type", "application/json; charset=UTF-8");
          return stream(
            c,
            async (out) => {
              await out.pipe(ReadableStream.from(exportText(person, messages)));
            },
            async (err) => logger.error({ err }, "an export ended too early"),
          );
        },
      )
      .delete(
        "/conversations/:conversationId",
        describe("Deletes a conversation for everybody in it.", { 204: null }, refusals),
        param(v.object({ conversationId })),
        async (c) => {
          await moderation.deleteConversation(by, c.req.valid("param").conversationId);
          return c.body(null, 204);
        },
      )
      .get(
        "/reports",
        describe("What people have reported, newest first.", { 200: models.reports }, refusals),
        query(
          v.object({
            status: v.optional(v.picklist(["open", "closed"])),
            before: v.optional(reportId),
            limit,
          }),
        ),
        async (c) => c.json(await reports.list(c.req.valid("query"))),
      )
      .post(
        "/reports/:reportId/close",
        describe("Closes a report; repeatable.", { 204: null }, refusals),
        param(v.object({ reportId })),
        async (c) => {
          await reports.close(by, c.req.valid("param").reportId);
          return c.body(null, 204);
        },
      )
      .get(
        "/audit",
        describe(
          "What was done with the host's key, newest first.",
          { 200: models.audit },
          refusals,
        ),
        query(
          v.object({
            before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,18}$/, "must be an entryId"))),
            limit,
          }),
        ),
        async (c) => c.json(await moderation.audit(c.req.valid("query"))),
      );
  }
  app.all("*", () => {
    throw new ChatError("not_found", "There is no such route.");
  });
  return app;
}

/** One JSON object, whose messages are written as they are read. */
async function* exportText(
  person: PersonExport["person"],
  messages: PersonExport["messages"],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify(person).slice(0, -1)},"messages":[`);
  let separator = "";
  for await (const page of messages) {
    yield encoder.encode(separator + page.map((message) => JSON.stringify(message)).join(","));
    separator = ",";
  }
  yield encoder.encode("]}");
}
