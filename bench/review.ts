import pg from "pg";
import type { Contender } from "./contenders.js";
import type { FleetCounts } from "./fleet.js";

/** What was seen by the clients of one server beside what is stored. */
export interface Review {
  counts: FleetCounts;
  /** Stored messages. */
  rows: number;
  /** Conversations whose `rev` in the database is not the last one that their participants heard of. */
  revsApart: number;
}

export async function reviewOf(
  contender: Contender,
  seen: { counts: FleetCounts; revs: Record<string, number> },
): Promise<Review> {
  const client = new pg.Client({ connectionString: contender.databaseUrl });
  await client.connect();
  try {
    const count = await client.query<{ rows: number }>(
      "select count(*)::int as rows from messages",
    );
    const rows = count.rows[0]?.rows ?? Number.NaN;
    if (!contender.receipts) return { counts: seen.counts, rows, revsApart: 0 };
    const heads = await client.query<{ id: string; rev: string }>(
      "select id, rev from conversations",
    );
    const apart = heads.rows.filter(({ id, rev }) => seen.revs[id] !== Number(rev));
    return { counts: seen.counts, rows, revsApart: apart.length };
  } finally {
    await client.end();
  }
}

/** What a guarantee was broken by, in words; empty when all held. */
export function faultsOf({ counts, rows, revsApart }: Review): string[] {
  const faults: [number, string][] = [
    [Math.abs(rows - counts.acked), "messages acked and not stored, or stored and not acked"],
    [Math.abs(counts.delivered - counts.acked), "messages acked and not delivered, or twice"],
    [counts.refused, "requests refused although there was nothing wrong with them"],
    [counts.outOfTurn, "events out of turn: a rev lost, doubled or early"],
    [counts.outOfOrder, "messages delivered out of the order they were written in"],
    [revsApart, "conversations whose last rev was not told"],
    [counts.lost, "connections lost"],
  ];
  return faults.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}
