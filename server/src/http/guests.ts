import { randomUUID } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import * as v from "valibot";
import { displayName, emailAddress, NAME_LENGTH } from "../auth/identity.js";
import type { IdentityIssuer } from "../auth/issue-identity.js";
import type { AppEnv } from "./app-env.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { body } from "./valid.js";

const GUEST_SECONDS = 365 * 86_400;

const profile = v.object({
  name: v.nullish(v.pipe(v.string(), v.maxLength(NAME_LENGTH), displayName), null),
  email: v.nullish(emailAddress, null),
});

/** `POST /api/guests`: an identity of a visitor's own, good for a year. */
export function createGuests(
  issue: IdentityIssuer,
  withinAddress: MiddlewareHandler<AppEnv>,
): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post(
    "/",
    describe("A new identity for a visitor.", { 201: models.guestResult }, [400, 413, 429, 503]),
    withinAddress,
    body(profile),
    async (c) => {
      const sub = `guest_${randomUUID()}`;
      const claims = { sub, role: "customer" as const, ...c.req.valid("json") };
      return c.json(await issue(claims, GUEST_SECONDS), 201);
    },
  );
  return app;
}
