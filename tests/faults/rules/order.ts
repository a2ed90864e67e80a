import type { Rule, Violation } from "../checker.js";
import type { Evidence } from "../evidence.js";
import type { Entry } from "../journal.js";
import { browsersOf } from "./browsers.js";

interface Sequence {
  readonly writer: string;
  readonly userId: string;
  /** In the order written. */
  readonly entries: readonly { conversationId: string; clientMessageId: string }[];
}

/** One for each page that has an outbox, and one for each browser, over all its tabs. */
function sequencesOf({ witnesses }: Evidence): Sequence[] {
  const pages = witnesses
    .filter(({ browser }) => browser !== null)
    .map(({ name, userId, journal }) => ({
      writer: name,
      userId,
      entries: journal.filter((entry) => entry.type === "wrote"),
    }));
  const outboxes = browsersOf(witnesses).map(({ browser, userId, tabs }) => ({
    writer: browser,
    userId,
    entries: tabs
      .flatMap(({ journal }) => journal.filter((entry) => entry.type === "stored"))
      .sort((a, b) => a.order - b.order),
  }));
  return [...pages, ...outboxes];
}

/** One that failed and was tried again has left its place. */
const isFailure = (entry: Entry): boolean => entry.type === "shown" && entry.status === "failed";

/** I5: what was written in one conversation, on one page or in one browser, stands there in that order. */
export const order: Rule = (evidence) => {
  const violations: Violation[] = [];
  const seqs = new Map(
    evidence.rows.messages.map((row) => [`${row.senderId}/${row.clientMessageId}`, row.seq]),
  );
  const failed = new Set(
    evidence.witnesses.flatMap(({ journal }) =>
      journal.filter(isFailure).map((entry) => "clientMessageId" in entry && entry.clientMessageId),
    ),
  );
  for (const { writer, userId, entries } of sequencesOf(evidence)) {
    const last = new Map<string, { id: string; seq: number }>();
    for (const { conversationId, clientMessageId: id } of entries) {
      const seq = seqs.get(`${userId}/${id}`);
      if (seq === undefined || failed.has(id)) continue;
      const before = last.get(conversationId);
      if (before && before.seq > seq) {
        const what = `${writer} wrote ${before.id} before ${id}, which stands before it in ${conversationId}`;
        violations.push({ invariant: "I5", what });
      }
      last.set(conversationId, { id, seq });
    }
  }
  return violations;
};
