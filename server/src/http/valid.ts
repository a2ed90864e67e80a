import type { Context, MiddlewareHandler } from "hono";
import { resolver, uniqueSymbol } from "hono-openapi";
import type * as v from "valibot";
import { ChatError } from "../chat/chat-error.js";
import { parse } from "../payloads.js";
import type { AppEnv } from "./app-env.js";
import { readBody } from "./read-body.js";

type Valid<
  Target extends "json" | "query" | "param",
  Schema extends v.GenericSchema,
> = MiddlewareHandler<
  AppEnv,
  string,
  {
    in: { [Key in Target]: v.InferInput<Schema> };
    out: { [Key in Target]: v.InferOutput<Schema> };
  }
>;

/** The body as JSON, whatever its declared type; an absent one counts as `{}`. */
export function body<Schema extends v.GenericSchema>(schema: Schema): Valid<"json", Schema> {
  return valid("json", schema, readJson);
}

/** The query's parameters; one that is given twice does not match a string. */
export function query<Schema extends v.GenericSchema>(schema: Schema): Valid<"query", Schema> {
  return valid("query", schema, (c) => {
    const given = Object.entries(c.req.queries());
    return Object.fromEntries(given.map(([name, all]) => [name, all.length > 1 ? all : all[0]]));
  });
}

export function param<Schema extends v.GenericSchema>(schema: Schema): Valid<"param", Schema> {
  return valid("param", schema, (c) => c.req.param());
}

/** Middleware that also shows up in the OpenAPI document. */
function valid<Target extends "json" | "query" | "param", Schema extends v.GenericSchema>(
  target: Target,
  schema: Schema,
  read: (c: Context<AppEnv>) => unknown,
): Valid<Target, Schema> {
  const check: Valid<Target, Schema> = async (c, next) => {
    c.req.addValidatedData(target, parse(schema, await read(c)) as object);
    await next();
  };
  return Object.assign(check, {
    [uniqueSymbol]: {
      target,
      // Of a query's texts it says what is read from them: numbers.
      ...resolver(schema, target === "query" ? { typeMode: "output" } : {}),
    },
  });
}

async function readJson(c: Context<AppEnv>): Promise<unknown> {
  const text = await readBody(c);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ChatError("invalid", "The body must be JSON.");
  }
}
