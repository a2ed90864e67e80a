import { randomUUID } from "node:crypto";
import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import type { RawClient } from "../support/raw-client.js";
import type { Answer, TestUser } from "../support/use-server.js";
import { eventExamples } from "./event-examples.js";
import { routeExamples } from "./route-examples.js";
import { type Place, usePlaces } from "./use-place.js";
import { pathOf, useRoutes } from "./use-routes.js";

const someone: TestUser = { userId: "anna", token: "" };
const marked = { customer: someone, photographer: someone, messageId: "7" };
/** Those that name a conversation. */
const events = Object.entries(eventExamples).filter(([, example]) =>
  JSON.stringify(example({ ...marked, conversationId: "marked" })).includes("marked"),
);
const pushes = [
  ...["new_message", "message_delivered", "message_read", "conversation_moved"],
  ...["user_typing", "user_stopped_typing", "user_online", "user_offline", "user_availability"],
];

describe("a conversation that is not the caller's", () => {
  const server = usePlaces();
  const routes = useRoutes(server);

  /** Ids of conversations of others, of none, and of nothing that could be one. */
  const namesFor = (place: Place, caller: TestUser): string[] => [
    place.conversationId,
    conversationIdOf(place.photographer.userId, "nobody"),
    conversationIdOf(caller.userId, "nobody"),
    `group_${randomUUID()}`,
    "conv_x_y",
  ];

  const overSocket = async (client: RawClient, place: Place, names: string[]) => {
    const answers: Record<string, string> = {};
    for (const [event, example] of events) {
      const all = new Set<string>();
      for (const conversationId of names) {
        const answer = await client.request(event, example({ ...place, conversationId }));
        all.add(JSON.stringify(answer).replaceAll(conversationId, "ID"));
      }
      answers[event] = [...all].join(" or ");
    }
    return answers;
  };

  const overRest = async (caller: TestUser, place: Place, names: string[]) => {
    const answers: Record<string, string> = {};
    const own = routes.all.filter(({ path }) => !path.startsWith("/api/admin/"));
    for (const route of own) {
      const example = async (conversationId: string) =>
        routeExamples[route.name]?.({ ...place, conversationId }, server);
      if (!JSON.stringify(await example("marked")).includes("marked")) continue;
      const all = new Set<string>();
      for (const conversationId of names) {
        const request = await example(conversationId);
        if (!request) continue;
        const path = pathOf(route, request);
        const answer = await server.fetch(caller, `${route.method} ${path}`, request.body);
        all.add(`${answer.status} ${JSON.stringify(answer.body)}`);
      }
      answers[route.name] = [...all].join(" or ");
    }
    return answers;
  };

  const refusal = { code: "forbidden", message: "No conversation of yours has this id." };
  const expectStrangers = async (caller: TestUser, client: RawClient, place: Place) => {
    const names = namesFor(place, caller);
    const socketAnswers = await overSocket(client, place, names);
    const { sync, ...others } = socketAnswers;
    expect(sync).toBe('{"ok":true,"conversations":{}}');
    for (const [event, answer] of Object.entries(others)) {
      expect(answer, event).toBe(JSON.stringify({ ok: false, error: refusal }));
    }
    const restAnswers = Object.entries(await overRest(caller, place, names));
    expect(restAnswers.length).toBeGreaterThanOrEqual(4);
    for (const [route, answer] of restAnswers) {
      expect(answer, route).toBe(`403 ${JSON.stringify({ error: refusal })}`);
    }
  };

  const callers: [string, () => Promise<TestUser>][] = [
    ["a customer", () => Promise.resolve(server.user({ role: "customer" }))],
    ["a photographer", () => Promise.resolve(server.user({ role: "photographer" }))],
    ["a guest", makeGuest],
  ];
  it.each(callers)("answers %s as if it did not exist", async (_, make) => {
    const place = await server.place();
    const caller = await make();
    const client = await server.connect(caller);
    await expectStrangers(caller, client, place);
    await overSocket(await server.connect(place.photographer), place, [place.conversationId]);
    await client.settled();
    expect(pushes.flatMap((event) => client.received(event))).toEqual([]);
  });

  it("answers who was taken out of it in the same way soon, and tells them nothing more", async () => {
    const place = await server.place();
    const { customer, photographer, conversationId } = place;
    const client = await server.connect(customer);
    const other = await server.connect(photographer);
    expect((await client.request("join_conversation", { conversationId })).ok).toBe(true);
    await client.request("send_message", { conversationId, messageText: "still here" });

    await server.query("DELETE FROM participants WHERE user_id = $1", [customer.userId]);
    await expect
      .poll(() => client.request("typing", { conversationId }))
      .toMatchObject({ ok: false });
    await expectStrangers(customer, client, place);
    const heard = () => pushes.flatMap((event) => client.received(event)).length;
    const before = heard();
    for (const [event, example] of events) await other.request(event, example(place));
    await client.settled();
    expect(heard()).toBe(before);
  });

  it("is not told by the ids of its messages", async () => {
    const { messageId: foreign } = await server.place();
    const own = await server.place();
    const client = await server.connect(own.customer);
    for (const [event, example] of events) {
      if (!JSON.stringify(example({ ...own, messageId: "marked" })).includes("marked")) continue;
      for (const messageId of [foreign, "999999999", "abc"]) {
        expect(await client.request(event, example({ ...own, messageId })), event).toEqual({
          ok: false,
          error: { code: "invalid", message: "The conversation has no message with this id." },
        });
      }
    }
  });

  it("can't be opened with who may not be written to, whether they exist or not", async () => {
    const known = server.user({ role: "customer" });
    await server.fetch(known, "GET /api/me");
    for (const caller of [server.user(), await makeGuest()]) {
      for (const userId of [known.userId, "nobody", caller.userId]) {
        const answer = await server.fetch(caller, "POST /api/conversations", { userId });
        expect(answer).toMatchObject({ status: 403, body: { error: refusal } });
      }
    }
  });

  it("shows a photographer nothing of another's replies", async () => {
    const owner = server.user({ role: "photographer" });
    const body = { title: "Mine", text: "alone" };
    const saved: Answer<{ replyId: string }> = await server.fetch(owner, "POST /api/replies", body);
    const eve = server.user({ role: "photographer" });
    for (const method of ["PUT", "DELETE"]) {
      const answers = [];
      for (const replyId of [saved.body.replyId, randomUUID(), "abc"]) {
        const route = `${method} /api/replies/${replyId}`;
        const { status, body: refused } = await server.fetch(eve, route, body);
        answers.push(`${status} ${JSON.stringify(refused)}`);
      }
      expect(new Set(answers).size, answers.join("\n")).toBe(1);
      expect(answers[0]).toMatch(/^404/);
    }
    const replies = await server.fetch(owner, "GET /api/replies");
    expect(replies.body).toMatchObject({ replies: [body] });
  });

  async function makeGuest(): Promise<TestUser> {
    const made = await server.fetch<{ token: string; user: { userId: string } }>(
      null,
      "POST /api/guests",
      {},
    );
    return { userId: made.body.user.userId, token: made.body.token };
  }
});
