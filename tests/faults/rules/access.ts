import type { Rule, Violation } from "../checker.js";
import type { Entry } from "../journal.js";

/** The conversations and people that an entry tells of. */
function subjectsOf(entry: Entry): string[] {
  if (entry.type === "told") return [entry.subject];
  if (entry.type === "heard" || entry.type === "acked") return [entry.message.conversationId];
  return entry.type === "shown" && entry.seq !== null ? [entry.conversationId] : [];
}

/** I8: nobody hears of a conversation they are not in, nor of anyone they share none with. */
export const access: Rule = ({ rows, witnesses }) => {
  const violations: Violation[] = [];
  for (const { name, userId, journal } of witnesses) {
    const own = new Set(
      rows.participants
        .filter((participant) => participant.userId === userId)
        .map(({ conversationId }) => conversationId),
    );
    const people = rows.participants
      .filter(({ conversationId }) => own.has(conversationId))
      .map((participant) => participant.userId);
    const allowed = new Set([...own, ...people, userId]);
    const leaks = new Set<string>();
    for (const entry of journal) {
      for (const subject of subjectsOf(entry)) {
        if (!allowed.has(subject)) leaks.add(`${name} heard of ${subject} (${entry.type})`);
      }
    }
    violations.push(...[...leaks].map((what) => ({ invariant: "I8" as const, what })));
  }
  return violations;
};
