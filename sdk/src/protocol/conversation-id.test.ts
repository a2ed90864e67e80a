import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationIdOf, escapeId, userRoomOf } from "./conversation-id.js";
import { usersOf } from "./users-of.js";

const userId = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });

describe("conversationIdOf", () => {
  it.each([
    ["1", "5", "conv_1_5"],
    ["10", "9", "conv_9_10"],
    [
      "18446744073709551616",
      "18446744073709551615",
      "conv_18446744073709551615_18446744073709551616",
    ],
    ["010", "9", "conv_010_9"],
    ["user_2x", "anna", "conv_anna_user~5F2x"],
    ["a_b", "az", "conv_a~5Fb_az"],
    ["ä", "b~", "conv_b~7E_~C3~A4"],
    ["a.b-c", "A", "conv_A_a.b-c"],
  ])("of %s and %s is %s", (a, b, id) => {
    expect(conversationIdOf(a, b)).toBe(id);
    expect(conversationIdOf(b, a)).toBe(id);
  });

  it("is the same for both orders and different for different pairs", () => {
    fc.assert(
      fc.property(userId, userId, userId, (a, b, c) => {
        expect(conversationIdOf(a, b)).toBe(conversationIdOf(b, a));
        if (b !== c) expect(conversationIdOf(a, b)).not.toBe(conversationIdOf(a, c));
      }),
    );
  });
});

describe("usersOf", () => {
  it("gives back the pair", () => {
    fc.assert(
      fc.property(userId, userId, (a, b) => {
        expect(new Set(usersOf(conversationIdOf(a, b)))).toEqual(new Set([a, b]));
      }),
    );
  });

  it.each([
    "conv_5_1",
    "conv_1",
    "conv_1_",
    "conv_1_2_3",
    "conv_%41_b",
    "conv_~41_b",
    "conv_~c3~a4_b",
    "conv_~FF_b",
    "group_1_2",
    "",
  ])("refuses %j, which conversationIdOf never makes", (id) => {
    expect(usersOf(id)).toBeNull();
  });
});

it("escapes every byte that has a meaning in a room's name", () => {
  expect(escapeId("a_~/ é")).toBe("a~5F~7E~2F~20~C3~A9");
  expect(userRoomOf("a_b")).toBe("user_a~5Fb");
});
