import type { UserAvailabilityEvent } from "@photo-chat/sdk/protocol";
import { expect, it } from "vitest";
import { useCore } from "../../../tests/support/use-core.js";

const core = useCore("PostgreSQL");

const profile = {
  ...{ name: "Pia", picture: null, email: null },
  availability: { mode: "away" as const, timeZone: "UTC", hours: [], answer: null },
};

it("tells of a change before which nobody asked who is away", async () => {
  const { photographer } = await core.pair();
  const { chat } = await core.another();
  const told: UserAvailabilityEvent[] = [];
  chat.onAvailability((event) => told.push(event));
  await chat.photographers.setProfile(photographer, profile);
  expect(told).toEqual([{ userId: photographer, away: true, backAt: null }]);
});

it("shows what another process has set since", async () => {
  const { customer, photographer, conversationId } = await core.pair();
  const { chat } = await core.another();
  const awayAt = async () => {
    const { participants } = await chat.view(customer, conversationId);
    return participants.find(({ userId }) => userId === photographer)?.away;
  };
  await chat.photographers.setProfile(photographer, profile);
  expect(await awayAt()).toBe(true);
  await core.chat.photographers.setProfile(photographer, {
    ...profile,
    availability: { ...profile.availability, mode: "online" },
  });
  expect(await awayAt()).toBe(false);
});
