import type { Rule, Violation } from "../checker.js";
import type { Evidence, StoredOutbox, Witness } from "../evidence.js";
import type { Entry } from "../journal.js";
import { type Browser, browsersOf } from "./browsers.js";
import { mayBeGone } from "./excuses.js";

/** A page may end before the browser has stored what was written: the SDK waits so long for it. */
const STORING_MS = 5_000;

/**
 * I6: what was written is stored unless the page ended that moment, what is shown as pending is
 * stored before, and what was stored is committed, still stored and shown, or taken back.
 */
export const outbox: Rule = (evidence) =>
  browsersOf(evidence.witnesses)
    .flatMap((browser) => faultsOf(browser, evidence))
    .map((what): Violation => ({ invariant: "I6", what }));

function faultsOf({ browser, userId, tabs }: Browser, evidence: Evidence): string[] {
  const own = evidence.rows.messages.filter(({ senderId }) => senderId === userId);
  const committed = new Set(own.map(({ clientMessageId }) => clientMessageId));
  const kept = evidence.outboxes.find((one) => one.browser === browser)?.entries ?? [];
  const waiting = new Set(kept.map(({ clientMessageId }) => clientMessageId));
  const stored = idsOf(tabs, ({ type }) => type === "stored");
  const takenBack = idsOf(tabs, ({ type }) => type === "taken back");
  const gone = idsOf(tabs, (entry) => isCommitted(entry) && mayBeGone(evidence, entry.at));

  const ends = [committed, waiting, takenBack, gone];
  const lost = [...stored].filter((id) => !ends.some((ended) => ended.has(id)));
  const unwanted = [...takenBack].filter((id) => committed.has(id));
  return [
    ...lost.map((id) => `${browser}: ${id} was stored and is nowhere any more`),
    ...unwanted.map((id) => `${browser}: ${id} was taken back and is sent`),
    ...tabs.flatMap((tab) => [...unstored(tab, stored), ...unshown(tab, kept)]),
  ];
}

/** What a page took from the person, or showed as pending, and no outbox had. */
function unstored({ name, journal }: Witness, stored: ReadonlySet<string>): string[] {
  const hasEndedAfter = (time: number): boolean =>
    journal.some(({ type, at }) => type === "closed" && at >= time && at - time < STORING_MS);
  return journal.flatMap((entry) => {
    if (!("clientMessageId" in entry) || stored.has(entry.clientMessageId)) return [];
    if (entry.type === "shown" && entry.status === "sending") {
      return [`${name} showed ${entry.clientMessageId} as sending, which was not stored`];
    }
    return entry.type === "wrote" && !hasEndedAfter(entry.at)
      ? [`${name}: ${entry.clientMessageId} was written and not stored`]
      : [];
  });
}

/** What waits in the outbox in the end, and is not shown so. */
function unshown({ name, userId, final }: Witness, kept: StoredOutbox["entries"]): string[] {
  if (!final) return [];
  const messages = final.flatMap((view) => view.messages);
  return kept.flatMap(({ clientMessageId, failed }) => {
    const due = failed ? "failed" : "sending";
    const message = messages.find(
      (one) => one.senderId === userId && one.clientMessageId === clientMessageId,
    );
    return message?.status === due
      ? []
      : [`${name} shows ${clientMessageId} as ${message?.status ?? "nothing"}, it is ${due}`];
  });
}

const isCommitted = (entry: Entry): boolean =>
  entry.type === "acked" || (entry.type === "shown" && entry.seq !== null);

function idsOf(tabs: readonly Witness[], fits: (entry: Entry) => boolean): Set<string> {
  const entries = tabs.flatMap(({ journal }) => journal.filter(fits));
  return new Set(
    entries.flatMap((entry) => {
      if (entry.type === "acked") return [entry.message.clientMessageId];
      return "clientMessageId" in entry ? [entry.clientMessageId] : [];
    }),
  );
}
