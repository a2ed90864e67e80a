import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationChanges, Message } from "../protocol/index.js";
import { createModelConversation } from "../testing/model-conversation.js";
import {
  type Change,
  emptyTimeline,
  isBehind,
  readSeqOf,
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
  return (now) => withOlder(now, before, page);
}

/** The window holds exactly what the server has between the floor and the cursor. */
function expectContiguous({ messages, floor, cursor }: Timeline, model: Model): void {
  const expected = model.messages.filter(({ seq }) => seq > floor && seq <= cursor);
  expect(messages.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
}

function expectForward(before: Timeline, after: Timeline): void {
  expect(after.cursor).toBeGreaterThanOrEqual(before.cursor);
  for (const { userId, readSeq, deliveredSeq } of before.participants) {
    const now = after.participants.find((one) => one.userId === userId);
    expect(now?.readSeq).toBeGreaterThanOrEqual(readSeq);
    expect(now?.deliveredSeq).toBeGreaterThanOrEqual(deliveredSeq);
  }
}

function expectCounted(timeline: Timeline, model: Model): void {
  expect(unreadOf(timeline, me, readSeqOf(timeline, me))).toBe(model.row(me).unreadCount);
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

describe("the merge", () => {
  it("arrives at the server's state whatever is lost, doubled, late or out of order", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const model = newModel();
        const answers: ((now: Timeline) => Timeline)[] = [];
        let timeline = emptyTimeline;
        let delivered = 0;
        for (const one of actions) {
          const before = timeline;
          switch (one.type) {
            case "send":
              model.append(one.by, {});
              break;
            case "point": {
              const target = model.messages[one.at % Math.max(1, model.messages.length)];
              if (target) model.point(one.by, one.kind, target.seq);
              break;
            }
            case "event": {
              const change = model.log[one.at % Math.max(1, model.log.length)];
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
              if (answer) timeline = answer(timeline);
              break;
            }
            case "ask sync":
            case "ask join":
            case "ask list":
            case "ask older": {
              const answer = ask(model, timeline, one.type);
              if (answer) answers.push(answer);
            }
          }
          expectContiguous(timeline, model);
          expectForward(before, timeline);
          if (timeline.cursor === model.rev) expectCounted(timeline, model);
        }
        timeline = catchUp(model, timeline);
        expectContiguous(timeline, model);
        expect(timeline.cursor).toBe(model.rev);
        expect(timeline.held).toEqual([]);
        if (model.rev > 0) expect(timeline.participants).toEqual(model.participants);
        expectCounted(timeline, model);
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps a long history in order, and what it was told twice once", () => {
    const model = newModel();
    for (let at = 0; at < 500; at += 1) model.append(at % 3 === 0 ? me : other, {});
    const joined = { conversation: model.row(me), ...model.page(3) };
    let timeline = withJoined(emptyTimeline, joined, me);
    while (timeline.floor > 0) {
      const before = timeline.messages[0] as Message;
      timeline = withOlder(timeline, before, model.page(40, before.messageId));
    }
    expect(timeline.messages).toEqual(model.messages);
    const again = { rev: 500, participants: [], unreadCount: 0, hasMore: false, reset: false };
    const doubled = { ...again, messages: model.messages.toReversed() } as ConversationChanges;
    expect(withSync(timeline, doubled, 500, me).messages).toBe(timeline.messages);
    const edited = { ...(model.messages[7] as Message), rev: 501, messageText: "edited" };
    const changed = withChange(timeline, { rev: 501, message: edited }, me);
    expect(changed.messages.map(({ seq }) => seq)).toEqual(model.messages.map(({ seq }) => seq));
    expect(changed.messages[7]?.messageText).toBe("edited");
  });

  it("is the same one after an event that it knows", () => {
    const model = newModel();
    const joined = { conversation: model.row(me), ...model.page(3) };
    const { message } = model.append(other, {});
    const once = withChange(withJoined(emptyTimeline, joined, me), { rev: 1, message }, me);
    expect(withChange(once, { rev: 1, message }, me)).toBe(once);
    expect(once.messages).toEqual([message]);
  });

  it("holds an event whose predecessor is missing", () => {
    const model = newModel();
    const joined = { conversation: model.row(me), ...model.page(3) };
    model.append(other, {});
    const second = model.append(other, {}).message;
    const known = withJoined(emptyTimeline, joined, me);
    const held = withChange(known, { rev: 2, message: second }, me);
    expect(held.messages).toEqual([]);
    expect(isBehind(held)).toBe(true);
    const [first] = model.log;
    const both = withChange(held, first as Change, me);
    expect(both.messages).toEqual(model.messages);
    expect(isBehind(both)).toBe(false);
  });

  it("holds what it hears of a conversation that it knows nothing of, the first message too", () => {
    const model = newModel();
    const { message } = model.append(other, {});
    const heard = withChange(emptyTimeline, { rev: 1, message }, me);
    expect(isBehind(heard)).toBe(true);
    expect(catchUp(model, heard).participants).toEqual(model.participants);
  });

  it("holds no more than what a sync would bring anyway", () => {
    let timeline = emptyTimeline;
    const model = newModel();
    for (let at = 0; at < 1_000; at += 1) model.append(other, {});
    for (const change of model.log.slice(1)) timeline = withChange(timeline, change, me);
    expect(timeline.held.length).toBe(200);
    expect(timeline.head).toBe(1_000);
    expectContiguous(catchUp(model, timeline), model);
  });

  it("follows a server that was restored from a backup", () => {
    const ahead = newModel();
    for (let at = 0; at < 9; at += 1) ahead.append(other, {});
    ahead.point(me, "read", 9);
    let timeline = withJoined(emptyTimeline, { conversation: ahead.row(me), ...ahead.page(3) }, me);
    const restored = newModel();
    for (let at = 0; at < 4; at += 1) restored.append(other, {});
    const changes = restored.sync(me, timeline.cursor);
    timeline = withSync(timeline, changes as NonNullable<typeof changes>, timeline.cursor, me);
    expect(timeline.cursor).toBe(4);
    expect(isBehind(timeline)).toBe(false);
    expect(timeline.messages).toEqual(restored.messages.slice(1));
    expect(timeline.participants).toEqual(restored.participants);
    expect(unreadOf(timeline, me, readSeqOf(timeline, me))).toBe(4);
  });

  it("leaves to sync what it can't count: a place before the window, read on another device", () => {
    const model = newModel();
    for (let at = 0; at < 9; at += 1) model.append(other, {});
    const listed = withListed(emptyTimeline, { ...model.row(me) }, me);
    const joined = withJoined(listed, { conversation: model.row(me), ...model.page(3) }, me);
    const caughtUp = catchUp(model, joined);
    expect(unreadOf(caughtUp, me, 0)).toBe(9);
    const change = model.point(me, "read", 2) as Change;
    const told = withChange(caughtUp, change, me);
    expect(isBehind(told)).toBe(true);
    expect(unreadOf(catchUp(model, told), me, 2)).toBe(7);
  });
});
