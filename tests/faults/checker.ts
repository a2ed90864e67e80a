import type { Evidence } from "./evidence.js";
import { access } from "./rules/access.js";
import { acks } from "./rules/acks.js";
import { convergence } from "./rules/convergence.js";
import { forward } from "./rules/forward.js";
import { order } from "./rules/order.js";
import { outbox } from "./rules/outbox.js";
import { revisions } from "./rules/revisions.js";
import { service } from "./rules/service.js";

/** An invariant of docs/reliability.md that did not hold, and where. */
export interface Violation {
  readonly invariant: `I${number}`;
  readonly what: string;
}

/** One part of the checker. Pure, and silent about what the evidence does not hold. */
export type Rule = (evidence: Evidence) => Violation[];

const rules: readonly Rule[] = [
  acks,
  revisions,
  order,
  convergence,
  forward,
  outbox,
  access,
  service,
];

/**
 * What of the invariants did not hold: compares what everybody saw, from the first moment to the
 * last, with what the database holds in the end.
 */
export const check: Rule = (evidence) => rules.flatMap((rule) => rule(evidence));
