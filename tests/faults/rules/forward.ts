import type { DeliveryStatus } from "@photo-chat/sdk";
import type { Rule, Violation } from "../checker.js";
import { createStepsBack } from "./excuses.js";

const ranks: Record<DeliveryStatus, number> = {
  sending: 0,
  failed: 0,
  sent: 1,
  delivered: 2,
  read: 3,
};

/** I10, with I7's read pointers: what is shown of receipts only ever moves forward, on every page. */
export const forward: Rule = (evidence) => {
  const violations: Violation[] = [];
  const isUnexcused = createStepsBack(evidence);

  for (const { name, journal } of evidence.witnesses) {
    const reached = new Map<string, number>();
    /** Writes down how far a thing has come, and reports when it was further already. */
    const reach = (
      ...[invariant, thing, place, at]: [Violation["invariant"], string, number, number]
    ): void => {
      const before = reached.get(thing) ?? 0;
      if (place < before && isUnexcused(`${name} ${thing}`, at)) {
        violations.push({ invariant, what: `${name}: ${thing} went from ${before} to ${place}` });
      }
      reached.set(thing, place);
    };

    for (const entry of journal) {
      if (entry.type === "opened") reached.clear();
      if (entry.type === "shown" && entry.status) {
        const thing = `the status of ${entry.clientMessageId}`;
        reach("I10", thing, ranks[entry.status], entry.at);
      }
      if (entry.type === "pointed") {
        const { at, conversationId, userId, deliveredSeq, readSeq } = entry;
        const whose = `of ${userId} in ${conversationId}`;
        reach("I10", `the delivered pointer ${whose}`, deliveredSeq, at);
        reach("I7", `the read pointer ${whose}`, readSeq, at);
      }
    }
  }
  return violations;
};
