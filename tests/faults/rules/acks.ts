import type { Rule, Violation } from "../checker.js";
import type { Evidence } from "../evidence.js";
import type { Entry, SeenMessage } from "../journal.js";
import { mayBeGone } from "./excuses.js";

const keyOf = (senderId: string, clientMessageId: string): string =>
  `${senderId}/${clientMessageId}`;

const isSame = (one: SeenMessage, other: SeenMessage): boolean =>
  one.conversationId === other.conversationId &&
  one.messageId === other.messageId &&
  one.seq === other.seq &&
  one.text === other.text;

/** The committed message that an entry tells of. */
function committedOf(entry: Entry): SeenMessage | null {
  if (entry.type === "acked" || entry.type === "heard") return entry.message;
  if (entry.type !== "shown" || entry.seq === null) return null;
  return { ...entry, messageId: entry.messageId ?? "", seq: entry.seq };
}

const sightOf = ({ senderId, clientMessageId, messageId, seq }: SeenMessage): string =>
  `${keyOf(senderId, clientMessageId)} ${messageId} ${seq}`;

/** What anybody saw of what an older backup has undone: views may show it until they hear of that. */
function undone(evidence: Evidence): Set<string> {
  const entries = evidence.witnesses.flatMap(({ journal }) => journal);
  return new Set(
    entries
      .filter(({ at }) => mayBeGone(evidence, at))
      .flatMap((entry) => committedOf(entry) ?? [])
      .map(sightOf),
  );
}

/**
 * I1 and I2: whatever anybody was told to be committed is in the database, as it was told, once; and
 * nothing is there that nobody wrote.
 */
export const acks: Rule = (evidence) => {
  const { rows, witnesses } = evidence;
  const violations: Violation[] = [];
  const stored = new Map<string, SeenMessage>();
  for (const row of rows.messages) {
    const key = keyOf(row.senderId, row.clientMessageId);
    if (stored.has(key)) violations.push({ invariant: "I2", what: `two rows for ${key}` });
    stored.set(key, row);
  }

  const excused = undone(evidence);
  const reported = new Set<string>();
  const written = new Map<string, string>();
  for (const { name, userId, journal } of witnesses) {
    for (const entry of journal) {
      if (entry.type === "wrote") written.set(keyOf(userId, entry.clientMessageId), entry.text);
      const message = committedOf(entry);
      if (!message || excused.has(sightOf(message))) continue;
      const key = keyOf(message.senderId, message.clientMessageId);
      const row = stored.get(key);
      if ((row && isSame(row, message)) || reported.has(`${name} ${key}`)) continue;
      reported.add(`${name} ${key}`);
      violations.push(
        row
          ? {
              invariant: "I2",
              what: `${name} ${entry.type} ${key} as ${message.messageId} at ${message.seq}, stored is ${row.messageId} at ${row.seq}`,
            }
          : { invariant: "I1", what: `${name} ${entry.type} ${key}, which is not stored` },
      );
    }
  }

  for (const [key, { text }] of stored) {
    const told = written.get(key);
    if (told === text) continue;
    const what = told === undefined ? "was written by nobody" : "has another text than was written";
    violations.push({ invariant: "I2", what: `${key} ${what}` });
  }
  return violations;
};
