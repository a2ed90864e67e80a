import { describe, expect, it } from "vitest";
import { type RouteExample, routeExamples } from "./route-examples.js";
import { usePlaces } from "./use-place.js";
import { pathOf, useRoutes } from "./use-routes.js";

const data = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
};
/** Any page may load it, none may frame it. */
const file = {
  "content-security-policy": "default-src 'self'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "cross-origin",
};
const others: Record<string, object> = {
  "GET /inbox": {
    "cache-control": "no-cache",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  },
  "GET /photo-chat.js": file,
  "GET /openapi.json": file,
};

describe("the headers of an answer", () => {
  const server = usePlaces();
  const routes = useRoutes(server);

  const headersOf = async (route: string, request: RouteExample) => {
    const user = request.token === null ? null : { userId: "", token: request.token };
    const { status, headers } = await server.fetch(user, route, request.body);
    return { status, headers: Object.fromEntries(headers) };
  };
  const expectGuarded = (headers: Record<string, string>, what: string) => {
    expect(headers, what).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    for (const name of ["x-powered-by", "server", "set-cookie", "strict-transport-security"]) {
      expect(headers, what).not.toHaveProperty(name);
    }
  };

  it.each(Object.entries(routeExamples))("of %s keep others out of it", async (name, make) => {
    const request = await make(await server.place(), server);
    const route = routes.all.find((described) => described.name === name);
    const path = route ? `${route.method} ${pathOf(route, request)}` : name;
    const { status, headers } = await headersOf(path, request);
    expect(status).toBeLessThan(300);
    expectGuarded(headers, name);
    expect(headers).toMatchObject(others[name] ?? data);
  });

  it.each([
    ["a refusal", "GET /api/me"],
    ["nothing", "GET /nowhere"],
    ["a wrong body", "POST /api/sign-in"],
    ["a preflight", "OPTIONS /api/me"],
  ])("of %s do so too", async (_, route) => {
    const { headers } = await headersOf(route, { token: null });
    expectGuarded(headers, route);
    expect(headers).toMatchObject(data);
  });

  it("of the demo let it be framed by itself only, and its scripts by any page", async () => {
    const page = await server.fetch<string>(null, "GET /");
    expectGuarded(Object.fromEntries(page.headers), "/");
    const policy = page.headers.get("content-security-policy");
    expect(policy).toBe("base-uri 'none'; object-src 'none'; frame-ancestors 'self'");
    const script = /src="(\/[^"]+\.js)"/.exec(page.body)?.[1] ?? "";
    const { headers } = await headersOf(`GET ${script}`, { token: null });
    expectGuarded(headers, script);
    expect(headers).toMatchObject({ ...file, "access-control-allow-origin": "*" });
  });

  it.each([
    ["a polled connection", "GET /socket.io/?EIO=4&transport=polling", 200, /^text\/plain/i],
    ["a refused one", "GET /socket.io/?EIO=4&transport=nothing", 400, /^application\/json/i],
  ])("of %s keep browsers from guessing", async (what, route, status, type) => {
    const answer = await server.fetch(null, route);
    expect(answer.status).toBe(status);
    const headers = Object.fromEntries(answer.headers);
    expectGuarded(headers, what);
    expect(headers).toMatchObject({ "content-type": expect.stringMatching(type) });
    if (status === 200) expect(headers).toMatchObject({ "cache-control": "no-store" });
  });
});
