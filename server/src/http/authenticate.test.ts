import { Hono } from "hono";
import * as v from "valibot";
import { expect, it } from "vitest";
import type { SignInGuard } from "../auth/guard-sign-ins.js";
import { ChatError } from "../chat/chat-error.js";
import { answerError } from "./answer-error.js";
import type { AppEnv } from "./app-env.js";
import { authenticate } from "./authenticate.js";
import { body } from "./valid.js";

const user = { userId: "5", name: null, picture: null, role: "customer" as const };

/** One user, who is let in until `refuse` is called; `during` is what a handler waits for. */
function createSite(during: () => Promise<void>) {
  let isRefused = false;
  const done: string[] = [];
  const signIn = () =>
    isRefused ? Promise.reject(new ChatError("auth_invalid", "Banned.")) : Promise.resolve(user);
  const guard: SignInGuard = () =>
    Promise.resolve({
      identity: { ...user, email: null, issuedAt: 1 },
      ...{ expiresAt: Infinity, isLink: false, signIn },
    });
  const app = new Hono<AppEnv>()
    .use(authenticate(guard, (_user, _address, task) => task()))
    .get("/", async (c) => {
      await during();
      return c.json({ secret: "read" });
    })
    .post("/", body(v.object({})), (c) => {
      done.push("written");
      return c.json({});
    });
  app.onError((error, c) => answerError(c as never, error as ChatError));
  return { app, done, refuse: () => (isRefused = true) };
}

it("refuses whoever was banned while the body came, before anything is done", async () => {
  const { app, done, refuse } = createSite(() => Promise.resolve());
  const source: UnderlyingDefaultSource = {
    pull(controller) {
      refuse();
      controller.enqueue(new TextEncoder().encode("{}"));
      controller.close();
    },
  };
  // Not before somebody reads it.
  const late = new ReadableStream(source, { highWaterMark: 0 });
  const request = { method: "POST", body: late, duplex: "half" };
  expect((await app.request("/", request)).status).toBe(401);
  expect(done).toEqual([]);
});

it("reads nothing out to whoever was banned while it was read", async () => {
  const { app, refuse } = createSite(() => {
    refuse();
    return Promise.resolve();
  });
  const answer = await app.request("/");
  expect([answer.status, await answer.text()]).toEqual([401, expect.not.stringContaining("read")]);
});

it("lets everybody else write and read", async () => {
  const { app, done } = createSite(() => Promise.resolve());
  expect((await app.request("/", { method: "POST", body: "{}" })).status).toBe(200);
  expect(done).toEqual(["written"]);
  expect(await (await app.request("/")).json()).toEqual({ secret: "read" });
});
