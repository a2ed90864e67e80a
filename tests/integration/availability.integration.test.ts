import { expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { useChat } from "./use-chat.js";

const chat = useChat("PostgreSQL");

it("who is away says so in every snapshot, live and after a reload", async () => {
  const { photographer, customer } = await chat.pair();
  const carls = await chat.client(customer).open(photographer.userId);
  const pia = () =>
    carls.snapshot.participants.find(({ userId }) => userId === photographer.userId);
  await eventually(() => expect(pia()).toMatchObject({ away: false, backAt: null }));

  const setMode = (mode: "online" | "away") =>
    chat.fetch(photographer, "PUT /api/profile", {
      name: "Pia",
      picture: null,
      email: null,
      availability: { mode, timeZone: "Europe/Berlin", hours: [], answer: null },
    });
  expect(await setMode("away")).toMatchObject({ status: 200 });
  await eventually(() => expect(pia()).toMatchObject({ away: true, backAt: null }));
  const again = await chat.client(customer).open(photographer.userId);
  await eventually(() =>
    expect(again.snapshot.participants).toContainEqual(expect.objectContaining({ away: true })),
  );
  await setMode("online");
  for (const conversation of [carls, again]) {
    await eventually(() =>
      expect(conversation.snapshot.participants.map(({ away }) => away)).toEqual([false, false]),
    );
  }
});
