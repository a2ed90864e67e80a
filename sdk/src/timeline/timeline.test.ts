import { describe, expect, it } from "vitest";
import type { ConversationChanges, Message } from "../protocol/index.js";
import { createModelConversation } from "../testing/model-conversation.js";
import {
  type Change,
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

/** The window holds exactly what the server has between the floor and the cursor. */
function expectContiguous({ messages, floor, cursor }: Timeline, model: Model): void {
  const expected = model.messages.filter(({ seq }) => seq > floor && seq <= cursor);
  expect(messages.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
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
  it("keeps a long history in order, and what it was told twice once", () => {
    const model = newModel();
    for (let at = 0; at < 500; at += 1) model.append(at % 3 === 0 ? me : other, {});
    const joined = { conversation: model.row(me), ...model.page(3) };
    let timeline = withJoined(emptyTimeline, joined, me);
    while (timeline.floor > 0) {
      const before = timeline.messages[0] as Message;
      timeline = withOlder(timeline, before, model.page(40, before.messageId), 500);
    }
    expect(timeline.messages).toEqual(model.messages);
    const open = { blockedByMe: false, writable: true };
    const again = {
      ...{ rev: 500, participants: [], ...open, unreadCount: 0, hasMore: false, reset: false },
    };
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

  it.each(["older", "newest"])(
    "asks again for what changed while the page was on its way: the %s one",
    (kind) => {
      const model = newModel();
      for (let at = 0; at < 4; at += 1) model.append(other, {});
      model.point(me, "delivered", 4);
      const page = kind === "older" ? model.page(3, "m4") : model.page(4);
      const joined = { conversation: model.row(me), ...page };
      let timeline = withListed(emptyTimeline, model.row(me), me);
      const from = timeline.cursor;
      model.edit(2, "edited");
      timeline = withChange(timeline, model.log.at(-1) as Change, me);
      expect(timeline).toMatchObject({ floor: 3, cursor: 6 });
      const before = timeline.messages[0] as Message;
      timeline =
        kind === "older"
          ? withOlder(timeline, before, page, from)
          : withJoined(timeline, joined, me);
      expect(isBehind(timeline)).toBe(true);
      expect(catchUp(model, timeline).messages).toEqual(model.messages);
    },
  );

  it("moves on from where it is, when an older page came before the answer to sync", () => {
    const model = newModel();
    for (let at = 0; at < 4; at += 1) model.append(other, {});
    model.point(me, "delivered", 4);
    let timeline = withListed(emptyTimeline, model.row(me), me);
    const before = timeline.messages[0] as Message;
    const older = model.page(3, before.messageId);
    model.edit(2, "edited");
    timeline = withChange(timeline, model.log.at(-1) as Change, me);
    model.append(other, {});
    const changes = model.sync(me, 6) as ConversationChanges;
    timeline = withSync(withOlder(timeline, before, older, 5), changes, 6, me);
    expect(catchUp(model, timeline).messages).toEqual(model.messages);
  });

  it("does not let an older answer undo a block", () => {
    const model = newModel();
    model.append(other, {});
    const early = { conversation: model.row(me), ...model.page(3) };
    model.append(other, {});
    const changes = model.sync(me, 1) as ConversationChanges;
    const blocked = { ...changes, blockedByMe: true, writable: false };
    const known = withSync(withListed(emptyTimeline, early.conversation, me), blocked, 1, me);
    expect(known).toMatchObject({ blockedByMe: true, writable: false });
    expect(withJoined(known, early, me)).toMatchObject({ blockedByMe: true, writable: false });
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
    const readSeq = timeline.participants.find(({ userId }) => userId === me)?.readSeq ?? 0;
    expect(unreadOf(timeline, me, readSeq)).toBe(4);
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
