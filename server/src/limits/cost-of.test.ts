import type { Message } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { costOf } from "./cost-of.js";

const page = (length: number, text: string): Message[] =>
  Array.from({ length }, () => ({ messageText: text }) as Message);

describe("what messages cost", () => {
  it.each([
    ["an empty page", [], 0],
    ["conversations without a message", [null, null], 0],
    ["a page of short messages", page(20, "Hello"), 0],
    ["a full page of sentences", page(50, "x".repeat(200)), 2],
    ["a page that ends for its size", page(17, "x".repeat(4_000)), 4],
  ] as const)("%s", (_, messages, cost) => {
    expect(costOf(messages)).toBe(cost);
  });
});
