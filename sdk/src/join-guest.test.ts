import "fake-indexeddb/auto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { joinGuest } from "./join-guest.js";
import { openIndexedDbStore } from "./outbox/indexed-db-store.js";
import { openTabs, type TabNews } from "./outbox/tabs.js";
import { tokenOf } from "./testing/model-server.js";

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

it("hands what waits in this browser to the account, in order, and ends the guest's tabs", async () => {
  const server = createServer((request, response) => {
    expect(request.headers.authorization).toBe(`Bearer ${tokenOf("anna")}`);
    const conversations = [{ conversationId: "conv_guest-1_pia", movedTo: "conv_anna_pia" }];
    response.end(JSON.stringify({ conversations }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const news = (userId: string): Promise<TabNews> =>
    new Promise((resolve) => {
      const tabs = openTabs(`${url}/ ${JSON.stringify(userId)}`, resolve);
      stops.push(() => tabs.close());
    });
  const heard = Promise.all([news("guest-1"), news("anna")]);

  const guests = await openIndexedDbStore(`${url}/ "guest-1"`);
  for (const messageText of ["one", "two"]) {
    await guests.add({
      clientMessageId: messageText,
      conversationId: "conv_guest-1_pia",
      messageText,
      messageType: "text",
      attachmentUrl: null,
      about: null,
      createdAt: "2026-01-01T00:00:00.000Z",
      attempted: messageText === "one",
      error: null,
    });
  }
  await joinGuest({ url, guestToken: tokenOf("guest-1"), token: tokenOf("anna") });

  expect(await guests.all()).toEqual([]);
  const accounts = await openIndexedDbStore(`${url}/ "anna"`);
  expect(await accounts.all()).toMatchObject(
    ["one", "two"].map((clientMessageId) => ({
      clientMessageId,
      conversationId: "conv_anna_pia",
    })),
  );
  expect(await heard).toEqual([{ type: "logged_out" }, { type: "changed" }]);
  guests.close();
  accounts.close();
});
