import type { Context } from "hono";
import { ChatError } from "../chat/chat-error.js";
import type { AppEnv } from "./app-env.js";

const BODY_BYTES = 65_536;

/** The body as text, which is read once. */
export async function readBody(c: Context<AppEnv>): Promise<string> {
  const body = c.get("body") ?? (await read(c));
  c.set("body", body);
  return body;
}

async function read(c: Context<AppEnv>): Promise<string> {
  const tooLarge = new ChatError("too_large", `The body must be at most ${BODY_BYTES} bytes.`);
  if (Number(c.req.header("content-length") ?? 0) > BODY_BYTES) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > BODY_BYTES) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause === tooLarge) throw cause;
    throw new ChatError("invalid", "The body did not arrive.", { cause });
  }
  return Buffer.concat(chunks).toString("utf8");
}
