import { Hono } from "hono";
import type { Registry } from "prom-client";
import * as v from "valibot";
import { ChatError } from "../chat/chat-error.js";
import type { AppEnv } from "./app-env.js";
import { describe, describeFile } from "./describe.js";

const status = v.object({ status: v.literal("ok") });
const PING_MS = 2_000;

export interface OperationsOptions {
  registry: Registry;
  /** Rejects while the database is away. */
  ping: () => Promise<void>;
  isClosing: () => boolean;
}

/** What operators ask: alive, ready, figures. */
export function createOperations({ registry, ping, isClosing }: OperationsOptions): Hono<AppEnv> {
  /** Shared by whoever asks meanwhile: the database is asked once at a time. */
  let pinging: Promise<void> | null = null;
  const app = new Hono<AppEnv>();
  app
    .get("/healthz", describe("Whether the process lives.", { 200: status }, []), (c) =>
      c.json({ status: "ok" }),
    )
    .get(
      "/readyz",
      describe("Whether the database answers.", { 200: status }, [503]),
      async (c) => {
        if (isClosing()) throw new ChatError("unavailable", "The server is shutting down.");
        pinging ??= ping().finally(() => (pinging = null));
        await within(PING_MS, pinging).catch((cause) => {
          throw new ChatError("unavailable", "The database can't be reached.", { cause });
        });
        return c.json({ status: "ok" });
      },
    )
    .get("/metrics", describeFile("Figures in Prometheus' text format.", "text/plain"), async (c) =>
      c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType }),
    );
  return app;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
