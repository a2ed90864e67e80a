import type { Message, UpToPayload } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import type { Chat } from "../chat/chat.js";
import { createHandedDeliveries } from "./handed-deliveries.js";

const message = (seq: number, senderId = "pia", conversationId = "conv_anna_pia") =>
  ({ seq, senderId, conversationId, messageId: String(seq) }) as Message;

/** Writes that end when the test says so. */
function slowWrites() {
  const written: string[] = [];
  const endings: ((error?: Error) => void)[] = [];
  const failures: unknown[] = [];
  const markDelivered = (userId: string, { upToMessageId }: UpToPayload) => {
    written.push(`${userId} ${upToMessageId}`);
    return new Promise<void>((resolve, reject) => {
      endings.push((error) => (error ? reject(error) : resolve()));
    });
  };
  const deliveries = createHandedDeliveries({ markDelivered } as Chat, (error) =>
    failures.push(error),
  );
  const end = async (error?: Error) => {
    endings.shift()?.(error);
    await new Promise(setImmediate);
  };
  return { deliveries, written, failures, end };
}

describe("what was handed over", () => {
  it("is written at once, and then in one go up to the newest", async () => {
    const { deliveries, written, end } = slowWrites();
    for (const seq of [1, 2, 4, 3]) deliveries.handed("anna", [message(seq)]);
    expect(written).toEqual(["anna 1"]);
    await end();
    expect(written).toEqual(["anna 1", "anna 4"]);
    await end();
    deliveries.handed("anna", [message(5)]);
    expect(written).toEqual(["anna 1", "anna 4", "anna 5"]);
  });

  it("is written for each user and conversation apart", () => {
    const { deliveries, written } = slowWrites();
    deliveries.handed("anna", [message(1)]);
    deliveries.handed("ben", [message(1)]);
    deliveries.handed("anna", [message(2, "pia", "conv_anna_paul")]);
    expect(written).toEqual(["anna 1", "ben 1", "anna 2"]);
  });

  it("counts only what others wrote", () => {
    const { deliveries, written } = slowWrites();
    deliveries.handed("anna", [message(1), message(2, "anna")]);
    deliveries.handed("ben", [message(3, "ben")]);
    deliveries.handed("ben", []);
    expect(written).toEqual(["anna 1"]);
  });

  it("goes on after a write that failed", async () => {
    const { deliveries, written, failures, end } = slowWrites();
    deliveries.handed("anna", [message(1)]);
    await end(new Error("the database is away"));
    deliveries.handed("anna", [message(2)]);
    expect(failures).toHaveLength(1);
    expect(written).toEqual(["anna 1", "anna 2"]);
  });

  it("is not forgotten when the write before it failed", async () => {
    const { deliveries, written, end } = slowWrites();
    for (const seq of [1, 2]) deliveries.handed("anna", [message(seq)]);
    await end(new Error("the database is away"));
    expect(written).toEqual(["anna 1", "anna 2"]);
  });
});
