import { Hono } from "hono";
import { report } from "../payloads.js";
import type { AppEnv } from "./app-env.js";
import type { BlocksOptions } from "./blocks.js";
import { describe } from "./describe.js";
import * as models from "./models.js";
import { body } from "./valid.js";
import { withinRates } from "./within-rates.js";

/** Where people tell the host of each other. */
export function createReportRoutes({ chat, signedIn, take }: BlocksOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post(
    "/reports",
    describe(
      "Reports somebody with whom the caller shares a conversation; 200 for what was reported before.",
      { 200: models.reported, 201: models.reported },
      [400, 401, 403, 404, 413, 429, 503],
    ),
    signedIn,
    withinRates(take)("signals"),
    body(report),
    async (c) => {
      const { userId } = c.get("user");
      const { reportId, duplicate } = await chat.reports.add(userId, c.req.valid("json"));
      return c.json({ reportId }, duplicate ? 200 : 201);
    },
  );
  return app;
}
