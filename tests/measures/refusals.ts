import type { RawClient } from "../support/raw-client.js";
import type { TestUser } from "../support/people.js";
import { type Figure, timesFigure } from "./figure.js";
import { lastYes } from "./last-yes.js";
import type { Place } from "./place.js";
import { timeUntil } from "./time-until.js";

const ROUNDS = 20;
const BAR_MS = 1_000;

interface Scene {
  readonly photographer: TestUser;
  readonly customer: TestUser;
  readonly conversationId: string;
  /** Of the one whom the deed is against. */
  readonly carl: RawClient;
  readonly pia: RawClient;
}

interface Deed {
  readonly what: string;
  readonly do: (place: Place, scene: Scene) => Promise<void>;
  /** Ways that are open before the deed, and must close: each resolves with whether it still is. */
  readonly ways: (place: Place, scene: Scene) => (() => Promise<boolean>)[];
}

const hostDoes = async (place: Place, route: string, body?: object): Promise<void> => {
  const { status } = await place.fetch(place.host, route, body);
  if (status !== 204) throw new Error(`${route} answered ${status}`);
};

/** Everything that takes the token. */
const signedInWays: Deed["ways"] = (place, { customer, carl, conversationId }) => [
  async () => carl.socket.connected,
  async () => {
    const { ok } = await requested(carl, "send_message", { conversationId, messageText: "hm" });
    return ok;
  },
  async () => (await place.fetch(customer, "GET /api/conversations")).status !== 401,
  async () => {
    const route = `POST /api/conversations/${conversationId}/messages`;
    return (await place.fetch(customer, route, { messageText: "hm" })).status !== 401;
  },
  () =>
    place.refusal({ token: customer.token }).then(
      () => false,
      () => true,
    ),
];

const deeds: readonly Deed[] = [
  {
    what: "a ban",
    do: (place, { customer }) => hostDoes(place, `PUT /api/admin/users/${customer.userId}/ban`, {}),
    ways: signedInWays,
  },
  {
    what: "revoked tokens",
    do: (place, { customer }) =>
      hostDoes(place, `POST /api/admin/users/${customer.userId}/revoke-tokens`),
    ways: signedInWays,
  },
  {
    what: "a block",
    async do(_place, { pia, customer }) {
      await pia.request("block_user", { userId: customer.userId });
    },
    ways: (place, { carl, pia, customer, conversationId }) => {
      let heard = 0;
      return [
        async () =>
          (await requested(carl, "send_message", { conversationId, messageText: "hm" })).ok,
        async () => {
          const route = `POST /api/conversations/${conversationId}/messages`;
          return (await place.fetch(customer, route, { messageText: "hm" })).status !== 403;
        },
        // What the other one hears, messages and typing.
        async () => {
          await requested(carl, "typing", { conversationId });
          const now = pia.received("new_message").length + pia.received("user_typing").length;
          const more = now > heard;
          heard = now;
          return more;
        },
      ];
    },
  },
  {
    what: "a deleted conversation",
    do: (place, { conversationId }) =>
      hostDoes(place, `DELETE /api/admin/conversations/${conversationId}`),
    ways: (place, { carl, customer, conversationId }) => [
      async () => carl.received("conversation_deleted").length === 0,
      async () => (await requested(carl, "load_messages", { conversationId })).ok,
      async () => (await requested(carl, "mark_read", { conversationId })).ok,
      async () => {
        const route = `GET /api/conversations/${conversationId}/messages`;
        return (await place.fetch(customer, route)).status === 200;
      },
    ],
  },
];

/** I8: from the request of the deed until the last way has closed, of those that were open before. */
export async function measureRefusals(place: Place): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const deed of deeds) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const scene = await setScene(place);
      const ways = deed.ways(place, scene);
      for (const way of ways) {
        // What the other one hears takes a moment.
        if ((await timeUntil(way, BAR_MS)) === Infinity)
          throw new Error(`${deed.what}: shut before`);
      }
      const closing = Promise.all(ways.map((way) => lastYes(way, BAR_MS)));
      await deed.do(place, scene);
      times.push(Math.max(...(await closing)));
      place.hangUp();
    }
    const what = `${deed.what}: live sockets and REST refuse`;
    figures.push(timesFigure({ invariant: "I8", what }, times, BAR_MS));
  }
  return figures;
}

async function setScene(place: Place): Promise<Scene> {
  const { photographer, customer, conversationId } = await place.pair();
  const [pia, carl] = [await place.connect(photographer), await place.connect(customer)];
  await carl.request("send_message", { conversationId, messageText: "before" });
  return { photographer, customer, conversationId, carl, pia };
}

/** As `request`, and a refusal where there is no connection any more. */
async function requested(
  client: RawClient,
  event: string,
  payload: object,
): Promise<{ ok: boolean }> {
  if (!client.socket.connected) return { ok: false };
  return client.request(event, payload).catch(() => ({ ok: false }));
}
