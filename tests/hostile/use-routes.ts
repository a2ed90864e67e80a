import { beforeAll } from "vitest";
import type { RouteExample } from "./route-examples.js";
import type { SharedServer } from "../support/use-server.js";
import type { JsonSchema } from "./variants.js";

export interface Parameter {
  in: "path" | "query";
  name: string;
  schema: JsonSchema;
}

/** One method of one path, as `/openapi.json` describes it. */
export interface Route {
  /** Such as `POST /api/conversations/{id}/read`. */
  name: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  /** Null: it takes no body. */
  body: JsonSchema | null;
  /** All that it may answer. */
  statuses: readonly number[];
}

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Parameter[];
        requestBody?: { content: { "application/json": { schema: JsonSchema } } };
        responses: Record<string, unknown>;
      }
    >
  >;
}

/** The routes of a server, from its own description; filled before the tests run. */
export function useRoutes(server: SharedServer): { readonly all: readonly Route[] } {
  const routes: { all: Route[] } = { all: [] };
  beforeAll(async () => {
    const { paths } = (await server.fetch<OpenApi>(null, "GET /openapi.json")).body;
    routes.all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([lower, { parameters = [], requestBody, responses }]) => {
        const method = lower.toUpperCase();
        const body = requestBody?.content["application/json"].schema ?? null;
        const statuses = Object.keys(responses).map(Number);
        return { name: `${method} ${path}`, method, path, parameters, body, statuses };
      }),
    );
  });
  return routes;
}

/** The path of a request, its parameters filled in and encoded. */
export function pathOf(route: Route, { path = {}, query = {} }: RouteExample): string {
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const search = new URLSearchParams(query).toString();
  return search === "" ? filled : `${filled}?${search}`;
}
