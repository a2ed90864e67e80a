import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { stores } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";
import { textsOf, useChat } from "./use-chat.js";

interface Change {
  rev: number;
}

describe.each(stores)("many senders at once, on %s", (store) => {
  const chat = useChat(store);

  it("make one order that every client shows, without holes", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const observer = await chat.connect(photographer);
    const changes: Change[] = [];
    for (const event of ["new_message", "message_delivered", "message_read"]) {
      observer.socket.on(event, (payload: Change & { message?: Change }) =>
        changes.push(payload.message ?? payload),
      );
    }
    const devices = [customer, customer, customer, photographer, photographer].map((user) =>
      chat.client(user).conversation(conversationId),
    );
    await eventually(() => {
      for (const device of devices) expect(device.snapshot.phase).toBe("ready");
    });

    const perDevice = 40;
    for (let index = 0; index < perDevice; index++) {
      for (const [number, device] of devices.entries()) {
        device.send(`${number}: ${index}`);
        if (index % 10 === 0) device.markRead();
      }
    }

    const total = devices.length * perDevice;
    await eventually(() => {
      for (const device of devices) {
        expect(device.snapshot.pendingCount).toBe(0);
        expect(device.snapshot.messages).toHaveLength(total);
      }
    });
    const [first, ...others] = devices.map(textsOf);
    for (const other of others) expect(other).toEqual(first);
    for (const number of devices.keys()) {
      const written = Array.from({ length: perDevice }, (_, index) => `${number}: ${index}`);
      expect(first?.filter((text) => text.startsWith(`${number}:`))).toEqual(written);
    }

    await eventually(async () => {
      const { body } = await chat.fetch<{ conversations: { rev: number }[] }>(
        customer,
        "GET /api/conversations",
      );
      const revs = changes.map(({ rev }) => rev);
      expect(revs).toEqual(
        Array.from({ length: body.conversations[0]?.rev ?? 0 }, (_, i) => i + 1),
      );
    });
  });

  it("and readers leave an unread count that equals a count of the messages", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const carls = chat.client(customer).conversation(conversationId);
    const piasDevices = [chat.client(photographer), chat.client(photographer)];
    await eventually(() => expect(carls.snapshot.phase).toBe("ready"));
    for (let index = 0; index < 60; index++) {
      carls.send(`${index}`);
      if (index % 7 === 0) piasDevices[index % 2]?.conversation(conversationId).markRead();
    }
    await eventually(() => expect(carls.snapshot.pendingCount).toBe(0));

    await eventually(async () => {
      const pias = await chat.connect(photographer);
      const joined = await pias.request("join_conversation", { conversationId });
      const reader = joined.conversation.participants.find(
        ({ userId }) => userId === photographer.userId,
      );
      const history = await chat.fetch<WirePayload>(
        photographer,
        `GET /api/conversations/${conversationId}/messages?limit=100`,
      );
      const counted = history.body.messages.filter(
        (one) => one.seq > (reader?.readSeq ?? 0),
      ).length;
      const unread = await chat.fetch(photographer, "GET /api/unread");
      expect(unread.body).toEqual({ unreadCount: counted });
      expect(joined.conversation.unreadCount).toBe(counted);
      for (const device of piasDevices) expect(device.snapshot.unreadCount).toBe(counted);
    });
  });
});
