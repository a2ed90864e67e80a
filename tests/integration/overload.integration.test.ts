import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import type { RawClient } from "../support/raw-client.js";
import { eventually } from "../support/eventually.js";
import { type Answer, useServer } from "../support/use-server.js";

/** Users who each ask ten times what they may: five messages a second. */
const FLOODERS = 10;
const ASKED_PER_SECOND = 50;
const SECONDS = 4;
/** A bystander is answered within this much of what it was used to, on a machine that is shared with the flood. */
const SLOWER = 30;
const SLACK_MS = 2_000;

describe("ten times what may be asked", () => {
  const server = useServer("PostgreSQL");

  const median = (times: readonly number[]): number =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  /** Talks at an ordinary pace; how long each answer took, in milliseconds. */
  async function talk(bystander: RawClient, conversationId: string, texts: readonly string[]) {
    const times: number[] = [];
    for (const messageText of texts) {
      const begin = performance.now();
      const answer = await bystander.request("send_message", { conversationId, messageText });
      expect(answer).toMatchObject({ ok: true, message: { messageText } });
      times.push(performance.now() - begin);
      await delay(250);
    }
    return times;
  }

  it(
    "is refused with a code, stored where acked, and in nobody's way",
    { timeout: 90_000 },
    async () => {
      const { photographer, customer, conversationId } = await server.pair();
      const [pia, carl] = [await server.connect(photographer), await server.connect(customer)];
      const before = Array.from({ length: 12 }, (_, at) => `before ${at}`);
      const usual = median(await talk(carl, conversationId, before));

      const acked: string[] = [];
      const refusals = new Set<string>();
      let flooding = true;
      const flood = async (at: number) => {
        const pair = await server.pair();
        const client = await server.connect(pair.customer);
        const { socket } = client;
        while (flooding) {
          for (let burst = 0; burst < ASKED_PER_SECOND / 5; burst += 1) {
            const clientMessageId = `flood-${at}-${acked.length}-${Math.random()}`;
            const payload = { conversationId: pair.conversationId, messageText: "x".repeat(1_000) };
            void client.request("send_message", { ...payload, clientMessageId }).then(
              ({ ok, error }) => {
                if (ok) acked.push(clientMessageId);
                else refusals.add(`${error.code} ${(error.retryAfterMs ?? 0) > 0}`);
              },
              () => {},
            );
          }
          // Nobody waits for these: without an ack, of other people's conversations, of no event at all.
          for (let burst = 0; burst < 3; burst += 1) {
            socket.emit("typing", { conversationId: pair.conversationId });
            socket.emit("join_conversation", { conversationId });
            socket.emit("no such event", "x".repeat(1_000));
          }
          void server.fetch(null, "GET /api/me").catch(() => {});
          void server.refusal({ token: "no.token" }).catch(() => {});
          await delay(200);
        }
        expect(socket.connected).toBe(true);
      };
      const floods = Array.from({ length: FLOODERS }, (_, at) => flood(at));

      const meanwhile = Array.from({ length: SECONDS * 4 }, (_, at) => `meanwhile ${at}`);
      const times = await talk(carl, conversationId, meanwhile).finally(() => {
        flooding = false;
      });
      await Promise.all(floods);

      expect(refusals).toEqual(new Set(["rate_limited true"]));
      expect(median(times)).toBeLessThan(SLOWER * usual + SLACK_MS);
      await pia.next("new_message", ({ message }) => message.messageText === meanwhile.at(-1));
      expect(pia.received("new_message").map(({ message }) => message.messageText)).toEqual([
        ...before,
        ...meanwhile,
      ]);

      expect(await storedOf(acked)).toBe(acked.length);
    },
  );

  it("while the database stands still is shed as unavailable, and heals", async () => {
    const { customer, photographer, conversationId } = await server.pair();
    const [carl, pia] = [await server.connect(customer), await server.connect(photographer)];
    const database = new pg.Client(server.databaseUrl);
    await database.connect();
    await database.query("BEGIN; LOCK TABLE users, conversations, messages, participants");
    // Each of them is new to the server, which has to ask the database who they are.
    const answers: Answer<{ error: unknown }>[] = [];
    const asking = Array.from({ length: 150 }, async () => {
      answers.push(await server.fetch(server.user(), "GET /api/me"));
    });
    await eventually(() => expect(answers.length).toBeGreaterThanOrEqual(40));
    for (const { status, body, headers } of answers) {
      expect(status).toBe(503);
      expect(body.error).toMatchObject({ code: "unavailable" });
      expect(Number(headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    }
    await database.query("ROLLBACK");
    await Promise.all(asking);
    await database.end();
    const sent = await carl.request("send_message", { conversationId, messageText: "healed" });
    expect(sent.ok).toBe(true);
    await pia.next("new_message");
  });

  async function storedOf(clientMessageIds: readonly string[]): Promise<number> {
    const database = new pg.Client(server.databaseUrl);
    await database.connect();
    const { rows } = await database.query<{ count: string }>(
      "SELECT count(*) FROM messages WHERE client_message_id = ANY($1)",
      [clientMessageIds],
    );
    await database.end();
    return Number(rows[0]?.count);
  }
});
