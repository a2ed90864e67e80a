import type { Message } from "@photo-chat/sdk/protocol";
import { expect, it } from "vitest";
import type { UserRow } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import { ALWAYS_THERE, type Availabilities } from "./availabilities.js";
import type { Commits } from "./commits.js";
import { createFirstAnswers } from "./first-answers.js";

const setting = {
  ...ALWAYS_THERE,
  mode: "away",
  answer: "Back soon.",
  since: "2026-01-01",
} as const;
const now = { away: true, backAt: null, changesAt: null };
const message = { senderId: "c", receiverId: "p", conversationId: "conv_c_p" } as Message;

/** Who answers a customer's message, when the photographer's row is like this. */
async function answersOf(photographer: Partial<UserRow>): Promise<string[]> {
  const rows = [
    { id: "c", role: "customer" },
    { id: "p", role: "photographer", banned_at: null, availability: setting, ...photographer },
  ];
  const users = { byIds: () => Promise.resolve(rows) };
  const sent: string[] = [];
  const append: Commits["append"] = (userId, { messageText }) => {
    sent.push(`${userId}: ${messageText}`);
    return Promise.resolve({ message, duplicate: false });
  };
  const answerFirst = createFirstAnswers(
    { users } as unknown as Statements,
    { of: () => Promise.resolve({ setting, now }) } as unknown as Availabilities,
    { append } as Commits,
    { error: ({ err }) => sent.push(String(err)) },
  );
  answerFirst(message);
  await new Promise(setImmediate);
  return sent;
}

const at = (ms: number) => new Date(Date.now() + ms).toISOString();

it.each([
  ["away", {}, ["p: Back soon."]],
  ["banned", { banned_at: at(-1), banned_until: null }, []],
  ["banned for a time", { banned_at: at(-1), banned_until: at(60_000) }, []],
  ["banned no more", { banned_at: at(-2), banned_until: at(-1) }, ["p: Back soon."]],
  ["erased, and this process does not know it", { availability: null }, []],
])("answers, or not, for who is %s", async (_, photographer, answers) => {
  expect(await answersOf(photographer)).toEqual(answers);
});
