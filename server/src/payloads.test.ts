import { DEFAULT_SERVER_LIMITS } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { createPayloads, parse } from "./payloads.js";

describe("what is wrong with a payload", () => {
  const payloads = createPayloads(DEFAULT_SERVER_LIMITS);

  it.each([
    [{}, "conversationId is missing."],
    [{ conversationId: 7 }, "conversationId must be string."],
  ])("of %j is said with its place", (payload, message) => {
    expect(() => parse(payloads.join_conversation, payload)).toThrow(message);
  });
});
