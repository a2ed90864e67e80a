import { randomBytes } from "node:crypto";
import type { RawClient } from "../support/raw-client.js";
import type { TestUser } from "../support/people.js";
import { type Figure, timesFigure } from "./figure.js";
import { lastYes } from "./last-yes.js";
import type { Place } from "./place.js";

const ROUNDS = 20;
const BAR_MS = 1_000;

/** I11: from the ack of a deletion until the last answer, on any path, in which the content was. */
export async function measureDeletions(place: Place): Promise<readonly Figure[]> {
  const deletions = [
    {
      what: "an erased person",
      route: ({ userId }: TestUser) => `POST /api/admin/users/${userId}/erase`,
    },
    {
      what: "a deleted conversation",
      route: (_: TestUser, conversationId: string) =>
        `DELETE /api/admin/conversations/${conversationId}`,
    },
  ];
  const figures: Figure[] = [];
  for (const { what, route } of deletions) {
    const times: number[] = [];
    let paths = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { photographer, customer, conversationId } = await place.pair();
      const content = `content${randomBytes(8).toString("hex")}`;
      const ways: (() => Promise<boolean>)[] = [];
      for (const user of [customer, photographer]) {
        const client = await place.connect(user);
        ways.push(...pathsOf(place, user, client, conversationId, content));
        if (user === customer) {
          await client.request("send_message", { conversationId, messageText: content });
        }
      }
      for (const [index, way] of ways.entries()) {
        // Only the writer's own export has it.
        if (!(await way()) && index < ways.length - 1) throw new Error(`path ${index} has nothing`);
      }
      const { status } = await place.fetch(place.host, route(customer, conversationId));
      if (status !== 204) throw new Error(`the deletion was answered ${status}`);
      times.push(Math.max(...(await Promise.all(ways.map((way) => lastYes(way, BAR_MS))))));
      paths = ways.length;
      place.hangUp();
    }
    figures.push(
      timesFigure(
        { invariant: "I11", what: `${what}: the last of ${paths} paths that serves it` },
        times,
        BAR_MS,
      ),
    );
  }
  return figures;
}

/** Every way by which a person, or the host for them, may come to see a message. */
function pathsOf(
  place: Place,
  user: TestUser,
  client: RawClient,
  conversationId: string,
  content: string,
): (() => Promise<boolean>)[] {
  const has = (answer: unknown): boolean => {
    const text = JSON.stringify(answer);
    if (text.includes('"rate_limited"')) throw new Error("unable to look; there is a limit");
    return text.includes(content);
  };
  const bySocket = (event: string, payload: object) => async () =>
    client.socket.connected && has(await client.request(event, payload).catch(() => null));
  const byRest =
    (route: string, asker = user) =>
    async () =>
      has((await place.fetch(asker, route)).body);
  return [
    bySocket("join_conversation", { conversationId }),
    bySocket("load_messages", { conversationId }),
    bySocket("sync", { conversations: { [conversationId]: 0 } }),
    bySocket("list_conversations", {}),
    bySocket("list_conversations", { search: content }),
    byRest(`GET /api/conversations/${conversationId}/messages`),
    byRest("GET /api/conversations"),
    byRest(`GET /api/conversations?search=${content}`),
    byRest(`GET /api/admin/users/${user.userId}/export`, place.host),
  ];
}
