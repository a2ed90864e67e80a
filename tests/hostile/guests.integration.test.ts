import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";
import { unlimited } from "./unlimited.js";

interface Made {
  token: string;
  user: { userId: string; name: string | null; picture: string | null; role: string };
}

describe("a guest", () => {
  const server = useServer("PGlite", unlimited);
  const make = (body: object) => server.fetch<Made>(null, "POST /api/guests", body);

  it.each([
    { role: "photographer" },
    { sub: "anna", userId: "anna", id: "anna" },
    { use: "session", sid: "1", iss: "studio", exp: 4e9, picture: "https://evil.example/p.png" },
    { user: { userId: "anna", role: "photographer" } },
    { ["__proto__"]: { role: "photographer" } },
  ])("who asks for %j is a guest like any other", async (wish) => {
    const { status, body } = await make({ name: "Gina", ...wish });
    expect(status).toBe(201);
    expect(body.user).toEqual({
      userId: expect.stringMatching(/^guest_[\da-f-]{36}$/),
      ...{ name: "Gina", picture: null, role: "customer" },
    });
    const claims = JSON.parse(Buffer.from(body.token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toEqual({
      ...{ sub: body.user.userId, name: "Gina", role: "customer" },
      ...{ iat: expect.any(Number), exp: expect.any(Number) },
    });
    const guest = { ...body.user, token: body.token };
    for (const route of ["GET /api/profile", "GET /api/replies", "POST /api/session"]) {
      expect((await server.fetch(guest, route)).status, route).toBe(403);
    }
    const link = await server.fetch(guest, "POST /api/sign-in/links", { expiresIn: 60 });
    expect(link.status).toBe(403);
  });

  it.each([
    ["a direction", "\u202etroppuS", "troppuS"],
    ["nothing that is seen", "\u3164\u200b", null],
    ["marks", `A${"\u0300".repeat(150)}`, `A${"\u0300".repeat(4)}`],
    ["several lines", "Gina\n\nAdmin", "Gina  Admin"],
    ["markup", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ])("whose name is of %s is shown as what it is", async (_, name, shown) => {
    expect((await make({ name })).body.user.name).toBe(shown);
  });

  it("reaches photographers only, and not those of others' rooms", async () => {
    const { body } = await make({ name: "Gina" });
    const other = (await make({ name: "Gina" })).body.user;
    const customer = server.user({ role: "customer" });
    await server.fetch(customer, "GET /api/me");
    const guest = { ...body.user, token: body.token };
    for (const userId of [other.userId, customer.userId, body.user.userId, randomUUID()]) {
      const answer = await server.fetch(guest, "POST /api/conversations", { userId });
      expect(answer.status).toBe(403);
    }
  });

  it("or anybody with an older token of another changes nothing of them", async () => {
    const photographer = server.user({ role: "photographer", name: "Pia" });
    const stolen = server.user({
      id: photographer.userId,
      ...{ role: "customer", name: "Not Pia" },
      claims: { iat: Math.floor(Date.now() / 1_000) - 3_600 },
    });
    await server.fetch(photographer, "GET /api/me");
    const me = await server.fetch<WirePayload>(stolen, "GET /api/me");
    expect(me.body).toMatchObject({ name: "Pia", role: "photographer" });
  });
});
