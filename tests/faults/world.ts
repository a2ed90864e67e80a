import { conversationIdOf } from "@photo-chat/sdk";
import { eventually } from "../support/eventually.js";
import { JWT_SECRET, signToken } from "../support/sign-token.js";
import type { TcpProxy } from "../support/tcp-proxy.js";
import { createBrowser, type Browser } from "./actors/browser.js";
import { openPage, type Page } from "./actors/page.js";
import { type RawSender, startRawSender } from "./actors/raw-sender.js";
import { startStranger, type Stranger } from "./actors/stranger.js";
import { createTokenSource } from "./actors/token-source.js";
import type { Restore, Silence, Witness } from "./evidence.js";
import type { Random } from "./random.js";
import { keepServer, type ServerKeeper } from "./server-keeper.js";
import type { FaultyStore } from "./store/faulty-store.js";

/** Who takes part: photographers and customers, with one browser, tabs of one, or several devices. */
const people = [
  { userId: "pia", role: "photographer", devices: { laptop: 2, phone: 1 } },
  { userId: "paul", role: "photographer", devices: { laptop: 1 } },
  { userId: "carl", role: "customer", devices: { phone: 1 } },
  { userId: "cleo", role: "customer", devices: { laptop: 2 } },
  { userId: "rob", role: "customer", devices: {} },
  { userId: "olga", role: "customer", devices: {} },
  { userId: "stan", role: "customer", devices: {} },
] as const;
const pairs = [
  ["carl", "pia"],
  ["carl", "paul"],
  ["cleo", "pia"],
  ["rob", "pia"],
  ["olga", "pia"],
] as const;
export const STRANGER = "stan";
/** Sends ten times what others do, when told to. */
export const FLOODER = "olga";

/** A busy machine takes its time. */
const START_MS = 60_000;
const ANSWER_MS = 20_000;

/** Everything that runs for one seed. */
export interface World {
  readonly store: FaultyStore;
  readonly server: ServerKeeper;
  readonly pages: readonly Page[];
  readonly sender: RawSender;
  readonly browsers: readonly Browser[];
  readonly conversationIds: readonly string[];
  /** Those of a user. */
  conversationsOf(userId: string): string[];
  /** A token of a user that the server accepts just now. */
  token(userId: string): string;
  /** What tokens are signed with. */
  secret: string;
  /** Milliseconds since the run began, by a clock that never runs backwards. */
  readonly now: () => number;
  /** Epoch milliseconds of the beginning. */
  readonly began: number;
  /** Nobody writes anything new just now. */
  isQuiet: boolean;
  /** No outage lasts longer, in milliseconds. */
  readonly longestMs: number;
  readonly restores: Restore[];
  readonly silences: Silence[];
  /** Witnesses that came and went. */
  readonly passers: Witness[];
  /** Every wire between somebody and the server. */
  wires(): TcpProxy[];
  witnessesWithoutView(): Witness[];
  close(): Promise<void>;
}

export async function createWorld(
  store: FaultyStore,
  random: Random,
  longestMs: number,
): Promise<World> {
  const began = Date.now();
  const start = performance.now();
  const now = (): number => performance.now() - start;
  const server = await keepServer(
    {
      ...store.serverOptions,
      env: { LIMIT_MESSAGES_PER_SECOND: "20", LOG_LEVEL: "warn" },
    },
    now,
  );
  await store.prepare(server.dataDir);

  const roleOf = (userId: string): string =>
    people.find((one) => one.userId === userId)?.role ?? "customer";
  const token = (userId: string): string =>
    signToken(userId, { name: userId, role: roleOf(userId), secret: world.secret });
  const tokensOf = (userId: string) =>
    createTokenSource(userId, roleOf(userId), STRANGER, () => world.secret);
  const conversationIds = pairs.map(([one, other]) => conversationIdOf(one, other));

  const pages: Page[] = [];
  const browsers: Browser[] = [];
  let stranger: Stranger | null = null;
  const world: World = {
    ...{ store, server, pages, browsers, conversationIds, now, began, longestMs, token },
    secret: JWT_SECRET,
    isQuiet: false,
    restores: [],
    silences: [],
    passers: [],
    get sender() {
      return sender;
    },
    conversationsOf: (userId) =>
      pairs
        .filter((pair) => pair.some((one) => one === userId))
        .map(([one, other]) => conversationIdOf(one, other)),
    wires: () => [...pages.map(({ wire }) => wire), sender.wire],
    witnessesWithoutView: () => [
      sender.witness(),
      ...(stranger ? [stranger.witness()] : []),
      ...world.passers,
    ],
    async close() {
      for (const page of pages) page.close();
      sender.close();
      stranger?.close();
      await server.stop();
    },
  };

  for (const { userId } of people) await ask(world, userId, "GET", "/api/me");
  for (const [one, other] of pairs) {
    await ask(world, one, "POST", "/api/conversations", { userId: other });
  }
  for (const { userId, devices } of people) {
    for (const [device, tabs] of Object.entries(devices)) {
      const browser = createBrowser(`${userId}'s ${device}`);
      browsers.push(browser);
      for (let tab = 1; tab <= tabs; tab += 1) {
        const page = await openPage({
          name: `${browser.name}, tab ${tab}`,
          ...{ userId, browser, now, serverUrl: server.url },
          tokens: tokensOf(userId),
          random: random.fork(),
        });
        pages.push(page);
      }
    }
  }
  const others = { serverUrl: server.url, now };
  const sender = await startRawSender({
    ...others,
    ...{ name: "rob", userId: "rob", tokens: tokensOf("rob"), random: random.fork() },
  });
  stranger = startStranger({
    ...others,
    ...{ userId: STRANGER, tokens: tokensOf(STRANGER), random: random.fork(), conversationIds },
  });
  await eventually(
    () => {
      for (const { name, client } of pages) {
        if (client.snapshot.connection.state !== "online") throw new Error(`${name} is not online`);
      }
    },
    { timeout: START_MS },
  );
  return world;
}

/** A request to the server, past all wires. Throws what it is refused with. */
export async function ask<Body>(
  world: Pick<World, "server" | "token">,
  userId: string,
  method: string,
  path: string,
  body?: object,
): Promise<Body> {
  const response = await fetch(world.server.url + path, {
    method,
    headers: {
      authorization: `Bearer ${world.token(userId)}`,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Body;
}
