import type { Rule, Violation } from "../checker.js";
import type { Evidence, FinalView, Rows } from "../evidence.js";

interface Truth {
  readonly messages: Rows["messages"];
  readonly participants: Rows["participants"];
}

/** I4, with I3's order, I7's counts and I9's last word: what is shown in the end is what is stored. */
export const convergence: Rule = (evidence) => {
  const { rows, witnesses } = evidence;
  const violations: Violation[] = [];
  for (const { name, userId, final } of witnesses) {
    if (!final) continue;
    const own = rows.participants.filter((participant) => participant.userId === userId);
    for (const { conversationId } of own) {
      const of = <Row extends { conversationId: string }>(all: readonly Row[]): Row[] =>
        all.filter((row) => row.conversationId === conversationId);
      const messages = of(rows.messages).sort((a, b) => a.seq - b.seq);
      const truth = { messages, participants: of(rows.participants) };
      const view = final.find((one) => one.conversationId === conversationId);
      const found = view
        ? differences(view, truth, userId, evidence)
        : [{ invariant: "I4" as const, what: "is not shown" }];
      violations.push(
        ...found.map(({ invariant, what }) => ({
          invariant,
          what: `${name}: ${conversationId} ${what}`,
        })),
      );
    }
  }
  return violations;
};

function differences(
  view: FinalView,
  { messages, participants }: Truth,
  userId: string,
  { online }: Pick<Evidence, "online">,
): Violation[] {
  const found: Violation[] = [];
  const report = (invariant: Violation["invariant"], what: string): void =>
    void found.push({ invariant, what });

  const line = (one: { seq: number | null; senderId: string; clientMessageId: string }): string =>
    `${one.seq ?? "?"} ${one.senderId}/${one.clientMessageId}`;
  const shown = view.messages.filter(({ seq }) => seq !== null).map(line);
  const stored = messages.map(line);
  const place = stored.findIndex((one, at) => one !== shown[at]);
  if (place !== -1 || shown.length !== stored.length) {
    const at = place === -1 ? stored.length : place;
    const both = `${shown[at] ?? "nothing"} where ${stored[at] ?? "nothing"} is stored`;
    report("I4", `shows ${shown.length} of ${stored.length} messages, ${both}`);
  }

  const others = participants.filter((one) => one.userId !== userId);
  const delivered = Math.min(...others.map(({ deliveredSeq }) => deliveredSeq));
  const read = Math.min(...others.map(({ readSeq }) => readSeq));
  for (const { seq, senderId, status, clientMessageId } of view.messages) {
    if (seq === null || senderId !== userId) continue;
    const due = seq <= read ? "read" : seq <= delivered ? "delivered" : "sent";
    if (status !== due) report("I4", `shows ${clientMessageId} as ${status}, it is ${due}`);
  }

  for (const { userId: who, deliveredSeq, readSeq } of participants) {
    const one = view.participants.find((participant) => participant.userId === who);
    if (one?.deliveredSeq !== deliveredSeq || one.readSeq !== readSeq) {
      const pointers = `${one?.deliveredSeq} and ${one?.readSeq}, stored ${deliveredSeq} and ${readSeq}`;
      report("I4", `shows the pointers of ${who} at ${pointers}`);
    }
    if (one && one.online !== online.includes(who)) {
      report("I9", `shows ${who} as ${one.online ? "online" : "offline"}`);
    }
  }

  const readSeq = participants.find((one) => one.userId === userId)?.readSeq ?? 0;
  const unread = messages.filter(({ seq, senderId }) => seq > readSeq && senderId !== userId);
  if (view.unreadCount !== unread.length) {
    report("I7", `counts ${view.unreadCount} unread, there are ${unread.length}`);
  }
  if (view.typing.length > 0) report("I9", `shows ${view.typing.join(", ")} as typing`);
  return found;
}
