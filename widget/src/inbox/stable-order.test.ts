import { expect, it } from "vitest";
import { StableOrder } from "./stable-order.js";

const rows = (ids: string) => Array.from(ids, (conversationId) => ({ conversationId }));
const idsOf = (items: readonly { conversationId: string }[]) =>
  items.map(({ conversationId }) => conversationId).join("");

it("follows what it is given, and keeps its order while it is held", () => {
  const order = new StableOrder<{ conversationId: string }>();
  expect(idsOf(order.apply(rows("abc"), false))).toBe("abc");
  expect(idsOf(order.apply(rows("cab"), true))).toBe("abc");
  expect(idsOf(order.apply(rows("dca"), true))).toBe("acd");
  expect(idsOf(order.apply(rows("dca"), false))).toBe("dca");
});
