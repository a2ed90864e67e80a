import { expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { statusOf, textsOf, useChat } from "./use-chat.js";

const ADMIN_KEY = "a-key-of-the-host's-that-only-these-tests-know";
const chat = useChat("PGlite", { ADMIN_KEY });
const host = { userId: "", token: ADMIN_KEY };

/** A photographer and a customer, each with the conversation open. */
async function talking() {
  const { photographer, customer } = await chat.pair();
  const [pia, carl] = [chat.client(photographer), chat.client(customer)];
  const pias = await pia.open(customer.userId);
  const carls = await carl.open(photographer.userId);
  carls.send("one");
  pias.send("two");
  for (const one of [pias, carls]) {
    await eventually(() => expect(textsOf(one).toSorted()).toEqual(["one", "two"]));
  }
  // Who leaves before the ack sends it again.
  await eventually(() => expect(statusOf(carls, "one")).toMatch(/sent|delivered/));
  await eventually(() => expect(statusOf(pias, "two")).toMatch(/sent|delivered/));
  return { photographer, customer, pia, carl, pias, carls };
}

it("a block closes the conversation for both, and its end opens it for what failed", async () => {
  const { customer, pia, carl, pias, carls } = await talking();
  await pia.block(customer.userId);
  await eventually(() =>
    expect(pias.snapshot).toMatchObject({ blockedByMe: true, writable: false }),
  );
  await eventually(() =>
    expect(carls.snapshot).toMatchObject({ blockedByMe: false, writable: false }),
  );
  const { clientMessageId } = carls.send("please");
  await eventually(() => expect(statusOf(carls, "please")).toBe("failed"));
  carls.retry(clientMessageId);
  await eventually(() => expect(statusOf(carls, "please")).toBe("failed"));

  // Whoever was away learns of it, too.
  carl.disconnect();
  await pia.unblock(customer.userId);
  await eventually(() => expect(pias.snapshot.writable).toBe(true));
  carl.connect();
  await eventually(() => expect(carls.snapshot.writable).toBe(true));
  carls.retry(clientMessageId);
  await eventually(() => expect(textsOf(pias)).toContain("please"));
  await expect(pia.block("nobody")).rejects.toMatchObject({ code: "not_found" });
});

it("a report reaches the host", async () => {
  const { photographer, customer, carl, carls } = await talking();
  await carl.report({ userId: photographer.userId, conversationId: carls.id, reason: "spam" });
  const { body } = await chat.fetch(host, "GET /api/admin/reports?limit=1");
  expect(body).toMatchObject({
    reports: [{ userId: photographer.userId, reporterId: customer.userId, reason: "spam" }],
  });
});

it("a deleted conversation is gone, for whoever was away too, and starts anew", async () => {
  const { photographer, pia, carl, pias, carls } = await talking();
  carl.disconnect();
  await chat.fetch(host, `DELETE /api/admin/conversations/${pias.id}`);
  await eventually(() => expect(pia.snapshot.conversations).toEqual([]));
  expect(textsOf(pias)).toEqual([]);
  expect(pias.snapshot.error?.code).toBe("not_found");

  pias.send("anew");
  await eventually(() => expect(statusOf(pias, "anew")).toMatch(/sent|delivered/));
  carl.connect();
  await eventually(() => expect(textsOf(carls)).toEqual(["anew"]));
  await eventually(() => expect(textsOf(pias)).toEqual(["anew"]));
  expect(carls.snapshot.unreadCount).toBe(1);
  expect((await carl.open(photographer.userId)).snapshot.phase).toBe("ready");
});

it("an erased person's messages are empty in every client", async () => {
  const { customer, pias } = await talking();
  await chat.fetch(host, `POST /api/admin/users/${customer.userId}/erase`);
  await eventually(() => expect(textsOf(pias).toSorted()).toEqual(["", "two"]));
  const { messages, participants } = pias.snapshot;
  expect(messages.filter(({ deleted }) => deleted).map(({ senderId }) => senderId)).toEqual([
    customer.userId,
  ]);
  expect(participants.find(({ userId }) => userId === customer.userId)?.name).toBeNull();
});

it("whose tokens were revoked comes back with a new one", async () => {
  const { customer, carl } = await talking();
  await chat.fetch(host, `POST /api/admin/users/${customer.userId}/revoke-tokens`);
  await eventually(() => expect(carl.snapshot.connection.reason?.code).toBe("auth_expired"));
  customer.token = chat.process.token(customer.userId, {
    claims: { iat: Math.floor(Date.now() / 1_000) + 2 },
  });
  await eventually(() => expect(carl.snapshot.connection.state).toBe("online"));
});

it("who is banned stops", async () => {
  const { customer, carl } = await talking();
  await chat.fetch(host, `PUT /api/admin/users/${customer.userId}/ban`, {});
  await eventually(() => expect(carl.snapshot.connection.state).toBe("stopped"));
  expect(carl.snapshot.connection.reason?.code).toBe("auth_invalid");
});
