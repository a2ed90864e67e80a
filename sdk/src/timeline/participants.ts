import type { Participant } from "../protocol/index.js";

/** How far a user's pointers have come; a 0 tells nothing. */
export interface Pointer {
  readonly userId: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

export type Presence = Partial<Pick<Participant, "online" | "lastSeenAt" | "away" | "backAt">>;

type List = readonly Participant[];

const isSame = (a: Participant, b: Participant): boolean =>
  (Object.keys(b) as (keyof Participant)[]).every((key) => a[key] === b[key]);

const withPointers = (one: Participant, { deliveredSeq, readSeq }: Omit<Pointer, "userId">) => ({
  ...one,
  deliveredSeq: Math.max(one.deliveredSeq, deliveredSeq, readSeq),
  readSeq: Math.max(one.readSeq, readSeq),
});

/** Replaces those that differ; the same list when none does. */
function update(list: List, change: (one: Participant) => Participant): List {
  const next = list.map((one) => {
    const other = change(one);
    return isSame(one, other) ? one : other;
  });
  return next.some((one, at) => one !== list[at]) ? next : list;
}

/** Takes over the server's list; a pointer that has come further stays where it is. */
export function mergeParticipants(list: List, truth: List): List {
  if (list.length !== truth.length || truth.some(({ userId }, at) => list[at]?.userId !== userId)) {
    const known = new Map(list.map((one) => [one.userId, one]));
    return truth.map((one) => withPointers(one, known.get(one.userId) ?? one));
  }
  return update(list, (one) => {
    const news = truth.find(({ userId }) => userId === one.userId) ?? one;
    return withPointers(news, one);
  });
}

export const withPointer = (list: List, pointer: Pointer): List =>
  update(list, (one) => (one.userId === pointer.userId ? withPointers(one, pointer) : one));

export const withPresence = (list: List, userId: string, presence: Presence): List =>
  update(list, (one) => (one.userId === userId ? { ...one, ...presence } : one));
