import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  type RateName,
  rateNames,
  type RateSetting,
  rateSettings,
} from "../../server/src/limits/rate-settings.js";
import type { Answer, TestUser } from "../support/use-server.js";
import { useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";

const ADMIN_KEY = randomBytes(24).toString("hex");

/** Does it once: null when that was let through, else how long to stay away, in milliseconds. */
type Attempt = () => Promise<number | null>;

const limited = Object.fromEntries(
  rateNames.flatMap((name) => {
    const { most, burst }: RateSetting = rateSettings[name];
    // A search is a list, too.
    const few = name === "reads" ? 15 : 2;
    return [[most.name, String(few)], ...(burst ? [[burst.name, String(few + 1)]] : [])];
  }),
) as Record<string, string>;

describe("every limit", () => {
  const server = useServer("PGlite", { ...limited, ADMIN_KEY, TRUST_PROXY: "1" });

  const newAddress = () =>
    `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;
  const fetchFrom = (address: string, route: string, body?: unknown, token?: string) =>
    server.fetch<WirePayload>(token ? { userId: "", token } : null, route, body, {
      "x-forwarded-for": address,
    });
  const waitOf = ({ status, headers, body }: Answer<WirePayload>): number | null => {
    if (status !== 429) return null;
    expect(body.error.code).toBe("rate_limited");
    return Number(headers.get("retry-after")) * 1_000;
  };
  const event =
    (name: string, more: object = {}) =>
    async (): Promise<Attempt> => {
      const { customer, conversationId } = await server.pair();
      const client = await server.connect(customer, { address: newAddress() });
      return async () => {
        const { ok, error } = await client.request(name, { conversationId, ...more });
        if (ok) return null;
        expect(error.code).toBe("rate_limited");
        return error.retryAfterMs ?? 0;
      };
    };
  const connecting = async (token: string, address: string): Promise<number | null> => {
    const refusal = await server.connect({ userId: "", token }, { address }).then(
      () => null,
      (error: { data: { code: string; retryAfterMs: number } }) => error.data,
    );
    if (refusal) expect(refusal.code).toBe("too_many_connections");
    return refusal && refusal.retryAfterMs;
  };

  /** One row for each; a limit without one does not compile. */
  const rows: Record<RateName, () => Promise<Attempt>> = {
    messages: event("send_message", { messageText: "hello" }),
    typing: event("typing"),
    receipts: event("mark_read"),
    joins: event("join_conversation"),
    reads: event("load_messages"),
    searches: event("list_conversations", { search: "hello" }),
    signals: event("leave_conversation"),
    connects: async () => {
      const { token } = server.user();
      return () => connecting(token, newAddress());
    },
    attempts: async () => {
      const address = newAddress();
      return () => connecting(server.user().token, address);
    },
    failures: async () => {
      const address = newAddress();
      return async () => waitOf(await fetchFrom(address, "GET /api/me", undefined, "no.token"));
    },
    administration: async () => {
      const address = newAddress();
      return async () =>
        waitOf(await fetchFrom(address, "GET /api/admin/reports", undefined, ADMIN_KEY));
    },
    guests: async () => {
      const address = newAddress();
      return async () => waitOf(await fetchFrom(address, "POST /api/guests", {}));
    },
    signIns: async () => {
      const address = newAddress();
      return async () =>
        waitOf(await fetchFrom(address, "POST /api/sign-in/exchange", { code: "x" }));
    },
    mails: async () => {
      const email = `${randomBytes(6).toString("hex")}@studio.example`;
      return async () => waitOf(await fetchFrom(newAddress(), "POST /api/sign-in", { email }));
    },
  };

  /** What became of many attempts at once, and of one at the time that was told. */
  async function outcomeOf(name: RateName) {
    const { seconds }: RateSetting = rateSettings[name];
    const attempt = await rows[name]();
    const tries = 4 * Number(limited[rateSettings[name].most.name]);
    const waits = await Promise.all(Array.from({ length: tries }, attempt));
    const refused = waits.filter((wait) => wait !== null);
    const told = refused.length > 0 && refused.every((wait) => wait > 0 && wait <= seconds * 1_000);
    const some = waits.includes(null);
    if (seconds > 1) return { name, some, told, cameBack: null };
    await delay(Math.max(...refused));
    return { name, some, told, cameBack: await attempt() };
  }

  it("is refused with the time after which it is let through, and counted", async () => {
    expect(await Promise.all(rateNames.map(outcomeOf))).toEqual(
      rateNames.map((name) => ({ name, some: true, told: true, cameBack: null })),
    );
    const { body } = await server.fetch<string>(null, "GET /metrics");
    for (const name of rateNames) {
      const { counts }: RateSetting = rateSettings[name];
      expect(body).toContain(`photo_chat_limited_total{limit="${name}",scope="${counts}"}`);
    }
  });

  it("on wrong tokens puts nobody out who was let in before, and lets nobody guess on", async () => {
    const [address, other] = [newAddress(), newAddress()];
    const [known, unknown] = [server.user(), server.user()];
    const me = async (from: string, token: string) =>
      (await fetchFrom(from, "GET /api/me", undefined, token)).status;
    expect(await me(address, known.token)).toBe(200);
    const flood = () => Promise.all(Array.from({ length: 20 }, () => me(address, "no.token")));
    const tried = await flood();
    expect(tried).toContain(401);
    expect(tried).toContain(429);
    const meanwhile = [flood(), me(address, unknown.token), me(address, known.token)] as const;
    const [, guessed, again] = await Promise.all(meanwhile);
    expect([200, 429]).toContain(guessed);
    expect(again).toBe(200);
    expect(await me(other, unknown.token)).toBe(200);
  });

  it.each([
    ["banned", "PUT", "ban", {}],
    ["revoked", "POST", "revoke-tokens", undefined],
  ])("on wrong tokens counts a good one that is %s", async (_, method, deed, body) => {
    const [address, user, known] = [newAddress(), server.user(), server.user()];
    const me = async ({ token }: TestUser) =>
      (await fetchFrom(address, "GET /api/me", undefined, token)).status;
    expect(await Promise.all([me(user), me(known)])).toEqual([200, 200]);
    const route = `${method} /api/admin/users/${user.userId}/${deed}`;
    expect((await fetchFrom(newAddress(), route, body, ADMIN_KEY)).status).toBe(204);
    const tried = await Promise.all(Array.from({ length: 20 }, () => me(user)));
    expect(new Set(tried)).toEqual(new Set([401, 429]));
    expect(await me(known)).toBe(200);
  });

  it("on wrong keys puts nobody out who had the right one, and lets nobody guess on", async () => {
    const audit = async (address: string, key: string) =>
      (await fetchFrom(address, "GET /api/admin/audit", undefined, key)).status;
    const guess = async (address: string) => {
      const tried = Array.from({ length: 20 }, () => audit(address, `${ADMIN_KEY}x`));
      expect(new Set(await Promise.all(tried))).toEqual(new Set([401, 429]));
      return audit(address, ADMIN_KEY);
    };
    // A second after the first guess there is room again.
    await expect.poll(() => guess(newAddress())).toBe(429);
    const hosts = newAddress();
    expect(await audit(hosts, ADMIN_KEY)).toBe(200);
    expect(await guess(hosts)).toBe(200);
  });
});

describe("guests of one address", () => {
  const server = useServer("PGlite", {
    ...{ LIMIT_GUESTS_PER_ADDRESS: "1", TRUST_PROXY: "1" },
    ...{ LIMIT_READS_PER_SECOND: "2", LIMIT_READ_BURST: "3" },
    ...{ LIMIT_SIGNALS_PER_SECOND: "2", LIMIT_SIGNAL_BURST: "3" },
  });

  it.each([
    "GET /api/me",
    "GET /api/blocks",
    "PUT /api/blocks/anna",
    "POST /api/reports",
    "POST /api/guests/join",
    "GET /api/profile",
    "PUT /api/profile",
    "GET /api/replies",
    "POST /api/replies",
    "PUT /api/replies/1",
    "DELETE /api/replies/1",
    "POST /api/session",
    "DELETE /api/session",
  ])("are counted together by %s", async (route) => {
    const from = { "x-forwarded-for": `2001:db8:0:${randomBytes(2).toString("hex")}::1` };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => {
        const guest = server.user({ id: `guest_${randomUUID()}` });
        return server.fetch<WirePayload>(guest, route, undefined, from);
      }),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(answers.length);
  });
});
