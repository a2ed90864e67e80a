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

it("takes null for absent, and an attachment without a text", () => {
  const { send_message: sendMessage } = createPayloads(DEFAULT_SERVER_LIMITS);
  const attachmentUrl = "https://studio.example/proof.jpg";
  const absent = { messageText: null, messageType: null, clientMessageId: null };
  expect(parse(sendMessage, { conversationId: "conv_1_5", attachmentUrl, ...absent })).toEqual({
    conversationId: "conv_1_5",
    messageText: "",
    attachmentUrl,
  });
  expect(() => parse(sendMessage, { conversationId: "conv_1_5", ...absent })).toThrow(
    "must have a messageText",
  );
});
