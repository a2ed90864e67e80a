import type { Rule, Violation } from "../checker.js";

/** I3: every `rev` was taken by exactly one change, in steps without a hole; the times fit the order. */
export const revisions: Rule = ({ rows }) => {
  const violations: Violation[] = [];
  const report = (what: string): void => void violations.push({ invariant: "I3", what });

  for (const { conversationId, rev } of rows.conversations) {
    const steps = rows.steps
      .filter((step) => step.conversationId === conversationId)
      .sort((a, b) => a.from - b.from);
    let reached = 0;
    for (const { from, to } of steps) {
      if (from !== reached || to <= from) {
        report(`${conversationId} stepped from ${from} to ${to}, and was at ${reached}`);
      }
      reached = to;
    }
    if (reached !== rev) report(`${conversationId} is at ${rev}, and stepped to ${reached}`);

    const claimed = new Map<number, string>();
    for (const claim of rows.claims) {
      if (claim.conversationId !== conversationId) continue;
      const other = claimed.get(claim.rev);
      if (other) report(`${conversationId} gave rev ${claim.rev} to ${other} and ${claim.change}`);
      claimed.set(claim.rev, claim.change);
    }
    for (let at = 1; at <= rev; at += 1) {
      if (!claimed.has(at)) report(`${conversationId} has a hole at rev ${at}`);
    }

    const messages = rows.messages
      .filter((message) => message.conversationId === conversationId)
      .sort((a, b) => a.seq - b.seq);
    for (const [index, message] of messages.entries()) {
      const before = messages[index - 1];
      if (claimed.get(message.seq) !== "message") {
        report(`${conversationId} has a message at ${message.seq}, which no message took`);
      }
      if (before?.seq === message.seq) {
        report(`${conversationId} has two messages at ${message.seq}`);
      }
      if (before && before.createdAt > message.createdAt) {
        report(`${conversationId}: ${message.seq} is older than ${before.seq}`);
      }
    }
  }
  return violations;
};
