import fc from "fast-check";
import { expect, it } from "vitest";
import { ChatError, type ChatErrorCode } from "../chat-error.js";
import {
  CONNECT_ERROR_CODES,
  DEFAULT_SERVER_LIMITS,
  type SessionEvent,
} from "../protocol/index.js";
import { createFakeNetwork, userOf } from "../testing/fake-transport.js";
import { createManualClock, settled } from "../testing/manual-clock.js";
import { createConnection } from "./connection.js";
import type { EnvironmentEvent } from "./environment.js";

const session: SessionEvent = { user: userOf("anna"), limits: DEFAULT_SERVER_LIMITS };

const codes = [
  ...CONNECT_ERROR_CODES,
  "offline",
  "timeout",
] as const satisfies readonly ChatErrorCode[];

const lost = (code: ChatErrorCode, retryAfterMs?: number): ChatError =>
  new ChatError(code, `unable to connect; ${code}`, { retryAfterMs });

const happening = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom("connect", "token", "opened") }),
  },
  fc.record({ type: fc.constantFrom("disconnect", "stop", "no token", "answer", "no answer") }),
  fc.record({
    type: fc.constant("environment" as const),
    event: fc.constantFrom<EnvironmentEvent>("wake", "offline", "suspend"),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("lost" as const),
      code: fc.constantFrom(...codes),
      retryAfterMs: fc.option(fc.nat(30_000), { nil: undefined }),
      /** Whether it is an old connection that speaks. */
      old: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("time" as const), ms: fc.nat(20_000) }) },
);

function setUp(random: () => number) {
  const clock = createManualClock();
  const network = createFakeNetwork();
  const watching = new Set<(event: EnvironmentEvent) => void>();
  const tokens: { resolve(token: string): void; reject(error: Error): void }[] = [];
  let asked = 0;
  const signals: AbortSignal[] = [];
  const heard: string[] = [];
  const connection = createConnection({
    clock,
    random,
    getToken() {
      asked += 1;
      return new Promise((resolve, reject) => tokens.push({ resolve, reject }));
    },
    openTransport: network.open,
    environment(emit) {
      watching.add(emit);
      return () => watching.delete(emit);
    },
    onToken() {},
    onState: ({ name }) => heard.push(name),
    onOnline: (_, signal) => signals.push(signal),
    onEvent: (name) => heard.push(name),
  });
  return {
    clock,
    network,
    watching,
    tokens,
    signals,
    heard,
    connection,
    asked: () => asked,
    tell: (event: EnvironmentEvent) => watching.forEach((emit) => emit(event)),
    open: () => network.connections.filter(({ closed }) => !closed),
  };
}

type World = ReturnType<typeof setUp>;

/** What must hold at every moment. */
function expectSound({ clock, connection, watching, signals, tokens, open }: World): void {
  const { state } = connection;
  expect(open().length).toBeLessThanOrEqual(1);
  expect(tokens.length).toBeLessThanOrEqual(1);
  const live = signals.filter(({ aborted }) => !aborted);
  expect(live.length).toBe(state.name === "online" ? 1 : 0);
  const wanted = state.name !== "idle" && state.name !== "stopped";
  expect(watching.size).toBe(wanted ? 1 : 0);
  if (!wanted) expect(open()).toEqual([]);
  // The deadline of the attempt, or the next attempt: nothing else waits, and one always does.
  const asleep = state.name === "retrying" && state.retryAt === null;
  expect(clock.timers).toBe(wanted && state.name !== "online" && !asleep ? 1 : 0);
  if (state.name === "retrying" && state.retryAt !== null) {
    expect(state.retryAt - Math.max(clock.now(), state.notBefore)).toBeLessThanOrEqual(4_000);
  }
}

it("holds one socket, one timer and one question for a token at a time, and always comes back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 50, size: "max" }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (happenings, randoms) => {
        const world = setUp(() => randoms.next().value ?? 0);
        const { clock, network, connection, tokens, tell, open } = world;
        let wanted = false;
        for (const one of happenings) {
          const [current] = open();
          if (one.type === "connect") {
            connection.connect();
            wanted = true;
          } else if (one.type === "disconnect") {
            connection.disconnect();
            wanted = false;
          } else if (one.type === "stop") connection.stop(lost("logged_out"));
          else if (one.type === "token") tokens.shift()?.resolve("a token");
          else if (one.type === "no token") tokens.shift()?.reject(new Error("signed out"));
          else if (one.type === "opened" && connection.state.name === "connecting") {
            current?.opened(session);
          } else if (one.type === "environment") tell(one.event);
          else if (one.type === "answer") current?.requests.shift()?.resolve({});
          else if (one.type === "no answer") current?.requests.shift()?.reject(lost("timeout"));
          else if (one.type === "time") await clock.advance(one.ms);
          else if (one.type === "lost") {
            const speaker = one.old ? network.connections[0] : current;
            speaker?.lost(lost(one.code, one.retryAfterMs));
          }
          await settled();
          expectSound(world);
        }

        // The world is well again: whoever is wanted, and was not refused for good, gets through.
        const isOver = connection.state.name === "idle" || connection.state.name === "stopped";
        if (!wanted) expect(isOver).toBe(true);
        tell("wake");
        for (let at = 0; at < 60 && !isOver && connection.state.name !== "online"; at += 1) {
          tokens.shift()?.resolve("a token");
          await settled();
          open()[0]?.opened(session);
          await clock.advance(1_000);
          expectSound(world);
        }
        if (!isOver) expect(connection.state.name).toBe("online");

        // Nothing happens any more once it is over.
        connection.disconnect();
        world.heard.length = 0;
        const asked = world.asked();
        for (const token of tokens.splice(0)) token.resolve("late");
        for (const one of network.connections) {
          one.opened(session);
          one.event("user_online", { userId: "bo" });
          one.lost(lost("offline"));
        }
        tell("wake");
        await clock.advance(60_000);
        expect(world.heard).toEqual([]);
        expect(world.asked()).toBe(asked);
        expect([clock.timers, open().length, world.watching.size]).toEqual([0, 0, 0]);
      },
    ),
    { numRuns: 300 },
  );
});
