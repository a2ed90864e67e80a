import type { Rule, Violation } from "../checker.js";
import type { Entry } from "../journal.js";

const EXIT_MS = 10_000;
/** Until the indicator must have noticed that nothing comes through any more. */
const NOTICE_MS = 30_000;
/** By how much the machine's clock and the database's may disagree. */
const CLOCKS_MS = 1_000;

/** The indicator's state at a time. */
function stateAt(journal: readonly Entry[], time: number): string | null {
  const changes = journal.filter((entry) => entry.type === "connection");
  return changes.findLast(({ at }) => at <= time)?.state ?? null;
}

/**
 * What the server and the connections owe: a shutdown in time and without an error (I14), an
 * indicator that notices silence (I13), a word on when to come back (I12), times of the server's
 * clock alone (I15), and a process that does not end by itself (I16).
 */
export const service: Rule = ({ ends, silences, witnesses, rows, span }) => {
  const violations: Violation[] = [];
  const report = (invariant: Violation["invariant"], what: string): void =>
    void violations.push({ invariant, what });

  for (const { at, signal, exitCode, tookMs } of ends) {
    if (signal === null) report("I16", `the server ended by itself at ${at}, code ${exitCode}`);
    if (signal !== "SIGTERM") continue;
    if (exitCode !== 0) report("I14", `a shutdown at ${at} ended with code ${exitCode}`);
    if (tookMs > EXIT_MS) report("I14", `a shutdown at ${at} took ${Math.round(tookMs)} ms`);
  }

  for (const { witness, from, to } of silences) {
    if (to - from <= NOTICE_MS) continue;
    const { journal = [] } = witnesses.find(({ name }) => name === witness) ?? {};
    if (stateAt(journal, from + NOTICE_MS) === "online") {
      report("I13", `${witness} showed online ${NOTICE_MS} ms after nothing came through any more`);
    }
  }

  const doomed = new Set(
    witnesses.flatMap(({ journal }) =>
      journal.flatMap((entry) =>
        entry.type === "wrote" && entry.doomed ? [entry.clientMessageId] : [],
      ),
    ),
  );
  for (const { name, journal } of witnesses) {
    for (const entry of journal) {
      if (entry.type === "refused" && entry.code === "rate_limited" && !entry.retryAfterMs) {
        report("I12", `${name} was not told when to come back with ${entry.request}`);
      }
      if (
        entry.type === "shown" &&
        entry.status === "failed" &&
        !doomed.has(entry.clientMessageId)
      ) {
        report("I14", `${name} showed ${entry.clientMessageId} as failed`);
      }
    }
  }

  for (const { senderId, clientMessageId, createdAt } of rows.messages) {
    if (createdAt < span.from - CLOCKS_MS || createdAt > span.to + CLOCKS_MS) {
      const when = new Date(createdAt).toISOString();
      report("I15", `${senderId}/${clientMessageId} is dated ${when}`);
    }
  }
  return violations;
};
