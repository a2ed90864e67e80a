import { Hono } from "hono";
import { pino } from "pino";
import { expect, it } from "vitest";
import { ChatError } from "../chat/chat-error.js";
import type { AppEnv } from "./app-env.js";
import { createErrorHandler } from "./answer-error.js";

it("logs a failure that is the answer to many once, and refusals not at all", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });
  const failure = (message: string) => new ChatError("unavailable", message);
  const lasting = failure("The key set can't be fetched.");
  const app = new Hono<AppEnv>()
    .onError(createErrorHandler(logger))
    .get("/lasting", () => Promise.reject(lasting))
    .get("/again", () => Promise.reject(failure("The database can't answer.")))
    .get("/refused", () => Promise.reject(new ChatError("forbidden", "No.")));
  const status = async (path: string) => (await app.request(path)).status;
  for (const path of ["/lasting", "/lasting", "/again", "/again"]) {
    expect(await status(path)).toBe(503);
  }
  expect(await status("/refused")).toBe(403);
  expect(lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual([
    ...["/lasting", "/again", "/again"],
  ]);
});
