import fc from "fast-check";
import { expect, it } from "vitest";
import { createModelConversation } from "../testing/model-conversation.js";
import {
  emptyTimeline,
  isBehind,
  type Timeline,
  unreadOf,
  withChange,
  withHead,
  withJoined,
  withListed,
  withOlder,
  withSync,
} from "./timeline.js";

const me = "anna";
const other = "bo";

const newModel = () =>
  createModelConversation({
    conversationId: "conv_anna_bo",
    userIds: [me, other],
    pageSize: 3,
    syncChanges: 6,
  });

type Model = ReturnType<typeof newModel>;

/** What may happen; a number picks one of what there is. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ type: "send", by: other } as const) },
  { weight: 2, arbitrary: fc.constant({ type: "send", by: me } as const) },
  fc.record({ type: fc.constant("edit" as const), at: fc.nat(20) }),
  fc.record({
    type: fc.constant("point" as const),
    kind: fc.constantFrom("read", "delivered"),
    by: fc.constantFrom(me, other),
    at: fc.nat(20),
  }),
  { weight: 6, arbitrary: fc.record({ type: fc.constant("event" as const), at: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.constant({ type: "next event" } as const) },
  fc.constantFrom(
    { type: "ask sync" } as const,
    { type: "ask join" } as const,
    { type: "ask list" } as const,
    { type: "ask older" } as const,
    { type: "head" } as const,
  ),
  { weight: 3, arbitrary: fc.record({ type: fc.constant("answer" as const), at: fc.nat(5) }) },
);

const pick = <Item>(list: readonly Item[], at: number): Item | undefined =>
  list[at % Math.max(1, list.length)];

/** Asks the model now; the answer may be merged any time later, and in any order. */
function ask(model: Model, timeline: Timeline, type: string): ((now: Timeline) => Timeline) | null {
  if (type === "ask sync") {
    const from = timeline.cursor;
    const changes = model.sync(me, from);
    return changes && ((now) => withSync(now, changes, from, me));
  }
  if (type === "ask join") {
    const joined = { conversation: model.row(me), ...model.page(3) };
    return (now) => withJoined(now, joined, me);
  }
  if (type === "ask list") {
    const row = model.row(me);
    return (now) => withListed(now, row, me);
  }
  const [before] = timeline.messages;
  if (!before || timeline.floor === 0) return null;
  const page = model.page(3, before.messageId);
  return (now) => withOlder(now, before, page, timeline.cursor);
}

/** The window holds what the server has from the floor to the cursor, or beyond it, in its order and without a hole. */
function expectContiguous({ messages, floor, cursor }: Timeline, model: Model): void {
  const end = Math.max(cursor, messages.at(-1)?.seq ?? 0);
  const expected = model.messages.filter(({ seq }) => seq > floor && seq <= end);
  expect(messages.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
}

function expectForward(before: Timeline, after: Timeline): void {
  if (after.floor >= before.floor) expect(after.cursor).toBeGreaterThanOrEqual(before.cursor);
  expect(after.head).toBeGreaterThanOrEqual(Math.max(before.head, before.cursor));
  for (const { userId, readSeq, deliveredSeq } of before.participants) {
    const now = after.participants.find((one) => one.userId === userId);
    expect(now?.readSeq).toBeGreaterThanOrEqual(readSeq);
    expect(now?.deliveredSeq).toBeGreaterThanOrEqual(deliveredSeq);
  }
  for (const { seq, rev } of before.messages) {
    const now = after.messages.find((one) => one.seq === seq);
    if (now) expect(now.rev).toBeGreaterThanOrEqual(rev);
    else expect(seq).toBeLessThanOrEqual(after.floor);
  }
}

/** What it shows at a cursor is what the server had there: the messages, the pointers, the count. */
function expectEqual(timeline: Timeline, model: Model): void {
  expect(timeline.messages).toEqual(model.messages.filter(({ seq }) => seq > timeline.floor));
  if (model.rev > 0) expect(timeline.participants).toEqual(model.participants);
  const readSeq = timeline.participants.find(({ userId }) => userId === me)?.readSeq ?? 0;
  expect(unreadOf(timeline, me, readSeq)).toBe(model.row(me).unreadCount);
}

function catchUp(model: Model, start: Timeline): Timeline {
  let timeline = withHead(start, model.rev);
  for (let rounds = 0; isBehind(timeline); rounds += 1) {
    expect(rounds).toBeLessThan(3);
    const from = timeline.cursor;
    const changes = model.sync(me, from);
    if (!changes) throw new Error("behind, and yet nothing to sync");
    timeline = withSync(timeline, changes, from, me);
  }
  return timeline;
}

it("arrives at the server's state whatever is lost, doubled, late or out of order", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60, size: "max" }), (actions) => {
      const model = newModel();
      const answers: { readonly type: string; merge(now: Timeline): Timeline }[] = [];
      let timeline = emptyTimeline;
      let delivered = 0;
      for (const one of actions) {
        const before = timeline;
        switch (one.type) {
          case "send":
            model.append(one.by, {});
            break;
          case "edit": {
            const target = pick(model.messages, one.at);
            if (target) model.edit(target.seq, `edited ${model.rev}`);
            break;
          }
          case "point": {
            const target = pick(model.messages, one.at);
            if (target) model.point(one.by, one.kind, target.seq);
            break;
          }
          case "event": {
            const change = pick(model.log, one.at);
            if (change) timeline = withChange(timeline, change, me);
            break;
          }
          case "next event": {
            const change = model.log[delivered];
            delivered += 1;
            if (change) timeline = withChange(timeline, change, me);
            break;
          }
          case "head":
            timeline = withHead(timeline, model.rev);
            break;
          case "answer": {
            const [answer] = answers.splice(one.at % Math.max(1, answers.length), 1);
            if (answer) timeline = answer.merge(timeline);
            break;
          }
          case "ask sync":
          case "ask join":
          case "ask list":
          case "ask older": {
            // One of a kind at a time, as the client asks.
            if (answers.some(({ type }) => type === one.type)) break;
            const merge = ask(model, timeline, one.type);
            if (merge) answers.push({ type: one.type, merge });
          }
        }
        expectContiguous(timeline, model);
        expectForward(before, timeline);
        if (timeline.cursor === model.rev) expectEqual(timeline, model);
      }
      timeline = catchUp(model, timeline);
      expectContiguous(timeline, model);
      expectEqual(timeline, model);
      expect(timeline.cursor).toBe(model.rev);
      expect(timeline.held).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
