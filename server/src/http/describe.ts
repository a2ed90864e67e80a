import type { MiddlewareHandler } from "hono";
import { describeRoute, resolver } from "hono-openapi";
import type * as v from "valibot";
import { errorBody } from "./models.js";

const reasons: Record<number, string> = {
  200: "Done.",
  201: "Stored.",
  202: "Taken.",
  204: "Done.",
  400: "Malformed.",
  401: "No token, or one that is not accepted.",
  403: "Not a participant, or the pair may not talk; also for what does not exist. Or the page's origin is not allowed.",
  404: "There is none of the caller's with this id.",
  409: "The clientMessageId is another conversation's, or the guest another account's.",
  413: "A text or the body is over its limit.",
  429: "Too many requests; see Retry-After.",
  500: "The server failed.",
  503: "Not just now; see Retry-After.",
};

/** A JSON route's entry in the OpenAPI document: what it answers by status, null for nothing, refusals included. */
export function describe(
  summary: string,
  results: Record<number, v.GenericSchema | null>,
  refusals: readonly number[],
): MiddlewareHandler {
  const failures = refusals.length > 0 ? [...refusals, 500] : [];
  const answers = [
    ...Object.entries(results),
    ...failures.map((status) => [String(status), errorBody] as const),
  ];
  return describeRoute({
    summary,
    ...(refusals.includes(401) ? { security: [{ bearer: [] }] } : {}),
    responses: Object.fromEntries(
      answers.map(([status, schema]) => [
        status,
        {
          description: reasons[Number(status)] ?? "",
          ...(schema && { content: { "application/json": { schema: resolver(schema) } } }),
        },
      ]),
    ),
  });
}

/** The entry of a route that answers something other than JSON models. */
export function describeFile(summary: string, type: string): MiddlewareHandler {
  return describeRoute({
    summary,
    responses: { 200: { description: summary, content: { [type]: {} } } },
  });
}
