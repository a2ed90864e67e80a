import { once } from "node:events";
import { request } from "node:http";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { unlimited } from "../hostile/unlimited.js";
import type { TestUser } from "../support/people.js";
import { useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";

const GUESTS = 10;
const EACH = 12;
/** Of the flood's answers, so many come first; then so many at most until a bystander's. */
const UNDER_WAY = 20;
const MEANWHILE = 30;

describe("what some ask for at once", () => {
  const server = useServer("PostgreSQL", unlimited);

  async function guestWithPages(photographer: TestUser) {
    const made = await server.fetch<{ token: string }>(null, "POST /api/guests", {});
    const guest = { userId: "", token: made.body.token };
    const { userId } = photographer;
    const opened = await server.fetch<WirePayload>(guest, "POST /api/conversations", { userId });
    const { conversationId } = opened.body.conversation;
    const route = `/api/conversations/${conversationId}/messages`;
    const draft = { messageText: "x".repeat(4_000) };
    for (let at = 0; at < 5; at++) await server.fetch(guest, `POST ${route}`, draft);
    return { guest, conversationId, route };
  }

  type Asking = (guest: Awaited<ReturnType<typeof guestWithPages>>) => Promise<() => unknown>;
  const byRest: Asking = async ({ guest, route }) => {
    return () => server.fetch(guest, `GET ${route}`);
  };
  /** Each on a connection of its own. */
  const bySocket: Asking = async ({ guest, conversationId }) => {
    const clients = await Promise.all(Array.from({ length: EACH }, () => server.connect(guest)));
    return () => clients.pop()?.request("load_messages", { conversationId });
  };

  it.each([
    ["REST", byRest],
    ["sockets", bySocket],
  ])("keeps nobody waiting who asks for one page: guests of one address, by %s", async (_, ask) => {
    const { photographer, customer, conversationId } = await server.pair();
    const bystander = await server.connect(customer);
    const guests = await Promise.all(
      Array.from({ length: GUESTS }, () => guestWithPages(photographer)),
    );
    const asking = await Promise.all(guests.map(ask));
    let answered = 0;
    const flood = asking.flatMap((one) =>
      Array.from({ length: EACH }, async () => {
        await one();
        answered += 1;
      }),
    );
    await expect.poll(() => answered, { interval: 1 }).toBeGreaterThanOrEqual(UNDER_WAY);
    const before = answered;
    expect(await bystander.request("join_conversation", { conversationId })).toMatchObject({
      ok: true,
    });
    expect(answered - before).toBeLessThan(MEANWHILE);
    await Promise.all(flood);
  });

  it("is refused to them, and to nobody else, when it is too much", async () => {
    const { photographer, customer } = await server.pair();
    const database = new pg.Client(server.databaseUrl);
    await database.connect();
    await database.query("BEGIN; LOCK TABLE users, conversations, messages, participants");
    const refusals: unknown[] = [];
    const flood = Array.from({ length: 500 }, async () => {
      const blocking = `PUT /api/blocks/${photographer.userId}`;
      const { status, body, headers } = await server.fetch<WirePayload>(customer, blocking);
      if (status >= 400) refusals.push([status, body.error.code, headers.get("retry-after")]);
    });
    await expect.poll(() => refusals.length).toBeGreaterThanOrEqual(240);
    const others = [server.user(), server.user()].map((user) => server.fetch(user, "GET /api/me"));
    await server.fetch(null, "GET /healthz");
    await database.query("ROLLBACK");
    await database.end();
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all(flood);
    expect(refusals).toContainEqual([429, "rate_limited", "1"]);
  });

  it("holds up no guest of the same address with bodies that do not arrive", async () => {
    const made = await server.fetch<{ token: string }>(null, "POST /api/guests", {});
    const headers = { authorization: `Bearer ${made.body.token}`, expect: "100-continue" };
    const slow = Array.from({ length: 4 }, () =>
      request(`${server.url}/api/reports`, { method: "POST", headers }).on("error", () => {}),
    );
    await Promise.all(
      slow.map((one) => {
        one.flushHeaders();
        return once(one, "continue");
      }),
    );
    const unread = await server.fetch({ userId: "", token: made.body.token }, "GET /api/unread");
    expect(unread.status).toBe(200);
    for (const one of slow) one.destroy();
  });
});
