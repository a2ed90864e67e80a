import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";

const STORED = 10_000;
const ITEMS = 50;

const array = (values: readonly unknown[], type: string) =>
  sql`${sql.param(`{${values.join(",")}}`)}::${sql.raw(type)}[]`;
const each = (value: unknown, type = "text") => array(Array<unknown>(ITEMS).fill(value), type);
const places = Array.from({ length: ITEMS }, (_, index) => index + 1);

describe("PostgreSQL", () => {
  const core = useCore("PostgreSQL");

  it("compiles no statement: with large tables that takes longer than to run it", async () => {
    expect(await rowsOf(core.store, "SHOW jit")).toEqual([{ jit: "off" }]);
  });
});

describe.each(stores)("a batch of commits on %s", (name) => {
  const core = useCore(name);

  it("reads few rows of a large table, though it was planned on a small one", async () => {
    const { customer, photographer, conversationId } = await core.pair();
    await core.chat.send(customer, { conversationId, messageText: "first" });

    const append = (ids: string) => sql`
      SELECT FROM append_messages(
        ${each(conversationId)}, ${each(customer)}, ${each(photographer)},
        ${array(
          places.map((place) => `${ids}-${place}`),
          "text",
        )},
        ${each("hello")}, ${each("text")}, ${each("NULL")}, ${each("NULL")}
      )`;
    const advance = (reading: boolean) => sql`
      SELECT FROM advance_pointers(
        ${each(conversationId)}, ${each(photographer)}, ${each(reading, "boolean")},
        ${each("NULL", "bigint")}
      )`;

    const rowsRead = async (run: ReturnType<typeof sql>): Promise<number> =>
      core.store.db.transaction(async (transaction) => {
        const read = async (): Promise<number> => {
          const answer: unknown = await transaction.execute(sql`
            SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid))::integer AS read
            FROM pg_index WHERE indrelid IN ('messages'::regclass, 'participants'::regclass)`);
          return (answer as { rows: { read: number }[] }).rows[0]?.read ?? 0;
        };
        const before = await read();
        await transaction.execute(run);
        return (await read()) - before;
      });

    await core.store.db.execute("ANALYZE");
    await rowsRead(append("small"));
    await rowsRead(advance(false));
    await rowsOf(
      core.store,
      sql`
        INSERT INTO messages (
          conversation_id, client_message_id, seq, rev, sender_id, receiver_id, message_text, message_type
        )
        SELECT ${conversationId}, 'old-' || place, place, place, ${customer}, ${photographer}, '', 'text'
        FROM generate_series(1000, ${1000 + STORED}::integer) place`,
    );
    await rowsOf(core.store, `UPDATE conversations SET rev = ${1000 + STORED}`);
    await rowsOf(
      core.store,
      `UPDATE participants SET (read_seq, delivered_seq) = (${1000 + STORED}, ${1000 + STORED})`,
    );

    for (const run of [append("large"), advance(false), advance(true)]) {
      const read = await rowsRead(run);
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(10 * ITEMS);
    }
  });
});
