import { describe, expect, it } from "vitest";
import type { WirePayload } from "../support/wire.js";
import { type RouteExample, routeExamples } from "./route-examples.js";
import { usePlaces } from "./use-place.js";
import { type Parameter, pathOf, type Route, useRoutes } from "./use-routes.js";
import { variantsOf } from "./variants.js";

describe("hostile requests", () => {
  const server = usePlaces();
  const routes = useRoutes(server);
  const examples = Object.entries(routeExamples);

  const routeOf = (name: string): Route => {
    const route = routes.all.find((described) => described.name === name);
    if (!route) throw new Error(`unable to find ${name} in /openapi.json`);
    return route;
  };
  const ask = (route: Route, path: string, { token }: RouteExample, body?: string) =>
    server.fetch<WirePayload>(
      token === null ? null : { userId: "", token },
      `${route.method} ${path}`,
      body,
    );

  it("are tried for every route that there is", () => {
    expect(Object.keys(routeExamples).sort()).toEqual(routes.all.map(({ name }) => name).sort());
  });

  const tryBodies = async (route: Route, example: () => Promise<RouteExample>) => {
    const { body } = await example();
    if (route.body === null || !body) return;
    const count = variantsOf(route.body, body).length;
    expect(count).toBeGreaterThan(15);
    for (let index = 0; index < count; index++) {
      const request = await example();
      const variant = variantsOf(route.body, request.body ?? {})[index];
      if (!variant) throw new Error("Every example must have the same fields.");
      const before = await server.stored();
      const answer = await ask(route, pathOf(route, request), request, variant.json);
      const isRefused = answer.status >= 300;
      if (variant.expected === "ignored") expect(isRefused, variant.name).toBe(false);
      if (variant.expected === "refused") expect([400, 413], variant.name).toContain(answer.status);
      if (!isRefused) continue;
      expect(answer.status, variant.name).toBeLessThan(500);
      expect(route.statuses, variant.name).toContain(answer.status);
      expect(answer.body, variant.name).toEqual({
        error: { code: expect.any(String), message: expect.any(String) },
      });
      // Long ones would repeat what was sent.
      expect(answer.body.error.message.length, variant.name).toBeLessThan(200);
      expect(await server.stored(), `${variant.name} stores something`).toBe(before);
    }
  };

  const tryParameters = async (route: Route, request: RouteExample) => {
    const before = await server.stored();
    for (const parameter of route.parameters) {
      for (const path of hostilePathsOf(route, request, parameter)) {
        const answer = await ask(route, path, request, json(request.body));
        const refusals = parameter.in === "query" ? [400] : [400, 403, 404];
        expect(refusals, path.slice(0, 200)).toContain(answer.status);
        expect(answer.body.error.code).toMatch(/^(invalid|forbidden|not_found)$/);
      }
    }
    expect(await server.stored()).toBe(before);
  };

  it.each(examples)(
    "%s: each variant is answered as described and stores nothing",
    async (name, make) => {
      const route = routeOf(name);
      const place = await server.place();
      const example = async () => make(place, server);
      const plain = await example();
      const answer = await ask(route, pathOf(route, plain), plain, json(plain.body));
      expect(answer.status).toBeLessThan(300);
      await tryBodies(route, example);
      await tryParameters(route, await example());
    },
    90_000,
  );

  it("with a method that a path does not have are answered in the same way", async () => {
    const paths = new Set(routes.all.map(({ path }) => path.replaceAll(/[{}]/g, "")));
    for (const path of paths) {
      for (const method of ["PATCH", "DELETE", "PUT", "PROPFIND"]) {
        if (routes.all.some((route) => route.name === `${method} ${path}`)) continue;
        const answer = await server.fetch<WirePayload>(null, `${method} ${path}`);
        expect([401, 404], `${method} ${path}`).toContain(answer.status);
        expect(answer.body.error.code).toMatch(/^(not_found|auth_missing)$/);
      }
    }
  });
});

const hostileNames = [
  ...["%00", "%ED%A0%BD", "%F0%9F", "__proto__", "constructor", "%2e%2e", "..%2f..%2fetc%2fpasswd"],
  ...["%0d%0aSet-Cookie:a=b", "'%20OR%201=1--", "$ne", "x".repeat(3_000)],
];
const notWhole = ["0", "-1", "101", "1.5", "1e1", "NaN", "0x5", "\u0661"];

/** The request's path with one parameter as nobody takes it. */
function hostilePathsOf(
  route: Route,
  request: RouteExample,
  { in: where, name, schema }: Parameter,
) {
  if (where === "path") {
    const [before, after] = route.path.split(`{${name}}`);
    return hostileNames.map((hostile) => `${before}${hostile}${after}`);
  }
  const values = ["%00", "x".repeat((schema.maxLength ?? 3) + 1), `1&${name}=1`];
  if (schema.minLength) values.push("");
  if (schema.pattern === "^\\d{1,3}$") values.push(...notWhole);
  const path = pathOf(route, { ...request, query: {} });
  return values.map((value) => `${path}?${name}=${value}`);
}

function json(body: object | undefined): string | undefined {
  return body && JSON.stringify(body);
}
