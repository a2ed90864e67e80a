import { describe, expect, it } from "vitest";
import { type Reading, UnreadMark } from "./unread-mark.js";

/** Messages by their keys; a capital is one's own. */
const messagesOf = (keys: string): Reading["messages"] =>
  Array.from(keys, (key) => ({ key, own: key === key.toUpperCase() }));

const follow = (mark: UnreadMark, keys: string, unreadCount: number, looking = true): boolean =>
  mark.follow({ messages: messagesOf(keys), unreadCount, looking });

describe("UnreadMark", () => {
  it("stands above the first unread message on arrival, and stays while one reads", () => {
    const mark = new UnreadMark();
    expect(follow(mark, "abcd", 2)).toBe(true);
    expect(mark.key).toBe("c");
    expect(follow(mark, "abcd", 0)).toBe(false);
    follow(mark, "abcde", 1);
    follow(mark, "abcde", 0);
    expect(mark.key).toBe("c");
  });

  it("counts messages of others only", () => {
    const mark = new UnreadMark();
    follow(mark, "abCdEF", 2);
    expect(mark.key).toBe("b");
  });

  it("is not there without unread messages, nor for what comes while one looks", () => {
    const mark = new UnreadMark();
    expect(follow(mark, "ab", 0)).toBe(false);
    expect(follow(mark, "abc", 1)).toBe(false);
    expect(mark.key).toBe(null);
  });

  it("comes for what arrives while nobody looks, and grows no further up", () => {
    const mark = new UnreadMark();
    follow(mark, "ab", 0);
    expect(follow(mark, "abc", 1, false)).toBe(true);
    expect(follow(mark, "abcd", 2, false)).toBe(false);
    expect(mark.key).toBe("c");
  });

  it("comes when one looks away from what came below", () => {
    const mark = new UnreadMark();
    follow(mark, "ab", 0);
    follow(mark, "abcd", 2);
    expect(follow(mark, "abcd", 2, false)).toBe(true);
    expect(mark.key).toBe("c");
  });

  it("goes when one has read and looks away, or has read in another tab", () => {
    const mark = new UnreadMark();
    follow(mark, "abc", 1);
    follow(mark, "abc", 0);
    follow(mark, "abc", 0, false);
    expect(mark.key).toBe(null);
    follow(mark, "abcd", 1, false);
    expect(mark.key).toBe("d");
    follow(mark, "abcd", 0, false);
    expect(mark.key).toBe(null);
  });

  it("moves to what comes after everything was read", () => {
    const mark = new UnreadMark();
    follow(mark, "abc", 1);
    follow(mark, "abc", 0);
    expect(follow(mark, "abcd", 1, false)).toBe(true);
    expect(mark.key).toBe("d");
  });

  it("waits for the page it belongs to", () => {
    const mark = new UnreadMark();
    follow(mark, "efgh", 6);
    expect([mark.key, mark.isAbove]).toEqual([null, true]);
    follow(mark, "cdefghi", 7);
    expect([mark.key, mark.isAbove]).toEqual(["c", false]);
  });
});
