import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChatError } from "../chat-error.js";
import { type MachineEvent, type MachineState, type Moment, step } from "./machine.js";

const failure = (code: ChatError["code"], retryAfterMs?: number): ChatError =>
  new ChatError(code, `unable to connect; ${code}`, { retryAfterMs });

const lost = (code: ChatError["code"], retryAfterMs?: number): MachineEvent => ({
  type: "lost",
  error: failure(code, retryAfterMs),
});

const at = (now: number, random = 0.5): Moment => ({ now, random });

/** The state after these events, one second apart. */
function after(...events: MachineEvent[]): MachineState {
  return events.reduce<MachineState>(
    (state, event, index) => step(state, event, at(index * 1_000))[0],
    { name: "idle" },
  );
}

const connect: MachineEvent = { type: "connect" };
const opened: MachineEvent = { type: "opened" };
const wake: MachineEvent = { type: "wake" };

const fatal = ["auth_missing", "auth_invalid", "origin_denied"] as const;
const passing = [
  "auth_expired",
  "too_many_connections",
  "unavailable",
  "offline",
  "timeout",
  "token_failed",
] as const;

const anyEvent: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.constantFrom<MachineEvent>(
    connect,
    opened,
    wake,
    { type: "disconnect" },
    { type: "due" },
    { type: "offline" },
    { type: "suspend" },
    { type: "stop", error: failure("logged_out") },
  ),
  fc
    .record({
      code: fc.constantFrom(...fatal, ...passing),
      retryAfterMs: fc.option(fc.nat(60_000), { nil: undefined }),
    })
    .map(({ code, retryAfterMs }) => lost(code, retryAfterMs)),
);

describe("the connection's machine", () => {
  it("keeps its promises whatever happens", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            event: anyEvent,
            wait: fc.nat(30_000),
            random: fc.double({ min: 0, max: 0.999, noNaN: true }),
          }),
        ),
        (happenings) => {
          let state: MachineState = { name: "idle" };
          let now = 0;
          let open = false;
          let waits: number | null = null;
          for (const { event, wait, random } of happenings) {
            now += wait;
            const [next, effects] = step(state, event, at(now, random));
            for (const effect of effects) {
              if (effect.type !== "probe") waits = null;
              if (effect.type === "open") open = true;
              if (effect.type === "close") open = false;
              if (effect.type === "wait") waits = effect.until;
              if (effect.type === "probe") expect(state.name).toBe("online");
            }
            // One socket exactly while it is wanted, and a timer exactly for the next attempt.
            expect(open).toBe(next.name === "connecting" || next.name === "online");
            expect(waits).toBe(next.name === "retrying" ? next.retryAt : null);
            if (next.name === "retrying" && next.retryAt !== null) {
              expect(next.retryAt).toBeGreaterThanOrEqual(next.notBefore);
              expect(next.retryAt).toBeLessThanOrEqual(next.notBefore + 4_000);
            }
            if (next.name === "stopped") expect(next.reason.retryable).toBe(false);
            state = next;
          }
        },
      ),
    );
  });

  it.each(fatal)("stops at %s, until it is told to connect", (code) => {
    const stopped = after(connect, lost(code));
    expect(stopped).toMatchObject({ name: "stopped", reason: { code } });
    for (const event of [wake, opened, { type: "due" }, { type: "offline" }] as MachineEvent[]) {
      expect(step(stopped, event, at(0))).toEqual([stopped, []]);
    }
    expect(step(stopped, connect, at(0))[0].name).toBe("connecting");
  });

  it.each(passing)("tries again after %s", (code) => {
    expect(after(connect, lost(code))).toMatchObject({ name: "retrying", reason: { code } });
    expect(after(connect, opened, lost(code))).toMatchObject({ name: "retrying" });
  });

  it("waits longer with every attempt that fails, and draws the wait anew", () => {
    let state: MachineState = after(connect);
    const longest: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const [retrying] = step(state, lost("offline"), at(0, 1));
      if (retrying.name !== "retrying") throw new Error(retrying.name);
      longest.push(retrying.retryAt ?? -1);
      expect(step(state, lost("offline"), at(0, 0.25))[0]).toMatchObject({
        retryAt: (retrying.retryAt ?? 0) / 4,
      });
      [state] = step(retrying, { type: "due" }, at(0));
    }
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
  });

  it("counts a connection that does not last as one more failure", () => {
    const [online] = step(
      { name: "connecting", attempt: 3, reason: null, since: 0 },
      opened,
      at(0),
    );
    expect(step(online, lost("offline"), at(9_999, 1))[0]).toMatchObject({
      retryAt: 9_999 + 4_000,
    });
    expect(step(online, lost("offline"), at(10_000, 1))[0]).toMatchObject({ retryAt: 10_500 });
  });

  it("never comes back before the server asked it to", () => {
    const [state] = step(after(connect), lost("too_many_connections", 5_000), at(0, 0.5));
    expect(state).toMatchObject({ name: "retrying", retryAt: 5_250 });
    expect(step(state, wake, at(4_000))[0]).toBe(state);
    expect(step(state, wake, at(5_000))[0].name).toBe("connecting");
    expect(step(state, connect, at(0))[0].name).toBe("connecting");
  });

  it("tries at once when the network is back or the page is looked at", () => {
    expect(after(connect, lost("offline"), wake)).toMatchObject({ name: "connecting", attempt: 0 });
  });

  it("starts anew where an attempt hangs when the network is back", () => {
    const [hanging] = step({ name: "idle" }, connect, at(0));
    expect(step(hanging, wake, at(1_999))).toEqual([hanging, []]);
    expect(step(hanging, wake, at(2_000))).toEqual([
      { ...hanging, since: 2_000 },
      [{ type: "open" }],
    ]);
  });

  it("is not online any more as soon as the network is gone", () => {
    expect(after(connect, opened, { type: "offline" })).toMatchObject({
      name: "retrying",
      reason: { code: "offline" },
    });
  });

  it("rests while the page sleeps, and goes on when it wakes", () => {
    const asleep = after(connect, opened, { type: "suspend" });
    expect(asleep).toMatchObject({ name: "retrying", retryAt: null });
    expect(step(asleep, wake, at(0))[0].name).toBe("connecting");
  });

  it("asks whether a connection is still there when the page wakes up with one", () => {
    const online = after(connect, opened);
    expect(step(online, wake, at(0))).toEqual([online, [{ type: "probe" }]]);
  });

  it("tells why while it tries again", () => {
    expect(after(connect, lost("unavailable"), { type: "due" })).toMatchObject({
      name: "connecting",
      reason: { code: "unavailable" },
    });
  });
});
