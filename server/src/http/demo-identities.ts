import { randomUUID } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import type { IdentityIssuer } from "../auth/issue-identity.js";
import type { AppEnv } from "./app-env.js";

const DEMO_SECONDS = 7 * 86_400;

/** `POST /demo/identities`: a customer and a photographer who know nobody else, for the demo page. */
export function createDemoIdentities(
  issue: IdentityIssuer,
  withinAddress: MiddlewareHandler<AppEnv>,
): Hono<AppEnv> {
  const make = async (name: string, role: "customer" | "photographer") => {
    const sub = `demo_${randomUUID()}`;
    const { token } = await issue({ sub, name, email: null, role }, DEMO_SECONDS);
    return { token, userId: sub, name };
  };

  const app = new Hono<AppEnv>();
  app.post("/", withinAddress, async (c) => {
    const [customer, photographer] = await Promise.all([
      make("Visitor", "customer"),
      make("Early Light Studio", "photographer"),
    ]);
    return c.json({ customer, photographer }, 201);
  });
  return app;
}
