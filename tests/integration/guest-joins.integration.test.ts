import { createGuest, joinGuest } from "@photo-chat/sdk";
import { expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { statusOf, textsOf, useChat } from "./use-chat.js";

const chat = useChat("PostgreSQL");

async function guestWithPhotographer() {
  const photographer = chat.user({ name: "Pia", role: "photographer" });
  await chat.fetch(photographer, "GET /api/me");
  const { token: guestToken, user } = await createGuest({ url: chat.url, name: "Vera" });
  const guest = chat.client({ userId: user.userId, token: guestToken });
  const guests = await guest.open(photographer.userId);
  await eventually(() => expect(guests.snapshot.phase).toBe("ready"));
  const pia = chat.client(photographer);
  const heard: string[] = [];
  pia.on("message", ({ message }) => heard.push(message.messageText));
  await eventually(() =>
    expect(pia.snapshot.connection).toMatchObject({ state: "online", catchingUp: false }),
  );
  guests.send("one");
  guests.send("two");
  const pias = pia.conversation(guests.id);
  await eventually(() => expect(textsOf(pias)).toEqual(["one", "two"]));
  return { photographer, guestToken, guest, guests, pia, pias, heard };
}

it("shows a guest's conversation as the account's, to both and once", async () => {
  const { photographer, guestToken, guest, guests, pia, pias, heard } =
    await guestWithPhotographer();
  const account = chat.user({ name: "Vera Holm" });
  pias.setDraft("half an answer");
  const [move] = await joinGuest({ url: chat.url, guestToken, token: account.token });
  const movedTo = move?.movedTo ?? "";
  expect(move?.conversationId).toBe(guests.id);

  await eventually(() => expect(pias.snapshot.movedTo).toBe(movedTo));
  const there = pia.conversation(movedTo);
  await eventually(() => expect(textsOf(there)).toEqual(["one", "two"]));
  expect(pia.snapshot.conversations.map((one) => one.conversationId)).toEqual([movedTo]);
  expect(there.draft).toBe("half an answer");
  expect(pias.draft).toBe("");

  // A view that has not followed yet writes where it went on.
  pias.send("hello Vera");
  const vera = chat.client(account);
  const veras = await vera.open(photographer.userId);
  expect(veras.id).toBe(movedTo);
  await eventually(() => expect(textsOf(veras)).toEqual(["one", "two", "hello Vera"]));
  expect(veras.snapshot.messages.map(({ own }) => own)).toEqual([true, true, false]);
  veras.send("three");
  await eventually(() => expect(heard).toContain("three"));
  expect(heard.toSorted()).toEqual(["one", "three", "two"]);
  await eventually(() => expect(guest.snapshot.connection.state).toBe("stopped"));
});

it("adds to a conversation that the account had, and makes no news of it", async () => {
  const { photographer, guestToken, pia, pias, heard } = await guestWithPhotographer();
  const account = chat.user({ name: "Vera Holm" });
  const vera = chat.client(account);
  const veras = await vera.open(photographer.userId);
  const verasNews: string[] = [];
  vera.on("message", ({ message }) => verasNews.push(message.messageText));
  await eventually(() => expect(veras.snapshot.phase).toBe("ready"));
  veras.send("zero");
  await eventually(() => expect(heard).toContain("zero"));
  await joinGuest({ url: chat.url, guestToken, token: account.token });

  await eventually(() => expect(pias.snapshot.movedTo).toBe(veras.id));
  for (const conversation of [veras, pia.conversation(veras.id)]) {
    await eventually(() => expect(textsOf(conversation)).toEqual(["zero", "one", "two"]));
  }
  veras.send("three");
  await eventually(() => expect(heard).toContain("three"));
  expect(heard.toSorted()).toEqual(["one", "three", "two", "zero"]);
  expect(verasNews).toEqual([]);
});

it("is found out by who was away, whose messages go to where it went on, in order and once", async () => {
  const { photographer, guestToken, pia, pias } = await guestWithPhotographer();
  pia.disconnect();
  for (const text of ["a", "b", "c"]) pias.send(text);
  await eventually(() => expect(pia.snapshot.pendingCount).toBe(3));
  const account = chat.user({ name: "Vera Holm" });
  await joinGuest({ url: chat.url, guestToken, token: account.token });
  pia.connect();

  await eventually(() => expect(pias.snapshot.movedTo).not.toBeNull());
  const vera = chat.client(account);
  const veras = await vera.open(photographer.userId);
  const there = pia.conversation(veras.id);
  await eventually(() => expect(textsOf(veras)).toEqual(["one", "two", "a", "b", "c"]));
  await eventually(() => expect(statusOf(there, "c")).toBe("delivered"));
  await eventually(() => expect(textsOf(there)).toEqual(["one", "two", "a", "b", "c"]));
  expect(pia.snapshot.pendingCount).toBe(0);
});

it("opens under its old id, too", async () => {
  const { photographer, guestToken, guests } = await guestWithPhotographer();
  const account = chat.user({ name: "Vera Holm" });
  await joinGuest({ url: chat.url, guestToken, token: account.token });
  const pia = chat.client(photographer);
  const old = pia.conversation(guests.id);
  await eventually(() => expect(old.snapshot.movedTo).not.toBeNull());
  const there = pia.conversation(old.snapshot.movedTo ?? "");
  await eventually(() => expect(textsOf(there)).toEqual(["one", "two"]));
});

it("is refused for another account", async () => {
  const { guestToken } = await guestWithPhotographer();
  await joinGuest({ url: chat.url, guestToken, token: chat.user().token });
  await expect(
    joinGuest({ url: chat.url, guestToken, token: chat.user().token }),
  ).rejects.toMatchObject({ code: "conflict", message: /^unable to join the guest; / });
});
