import { describe, expect, it, vi } from "vitest";
import { ChatError } from "../chat-error.js";
import { DEFAULT_SERVER_LIMITS, type SessionEvent } from "../protocol/index.js";
import { createFakeNetwork, userOf } from "../testing/fake-transport.js";
import { createManualClock, settled } from "../testing/manual-clock.js";
import { createConnection } from "./connection.js";
import type { EnvironmentEvent } from "./environment.js";

const session: SessionEvent = { user: userOf("anna"), limits: DEFAULT_SERVER_LIMITS };

function setUp(getToken: () => string | Promise<string> = () => "a token") {
  const clock = createManualClock();
  const network = createFakeNetwork();
  const states: string[] = [];
  const signals: AbortSignal[] = [];
  const happen = new Set<(event: EnvironmentEvent) => void>();
  const onToken = vi.fn();
  const onEvent = vi.fn();
  const connection = createConnection({
    clock,
    random: () => 1,
    getToken,
    openTransport: network.open,
    environment(emit) {
      happen.add(emit);
      return () => happen.delete(emit);
    },
    onToken,
    onState: ({ name }) => states.push(name),
    onOnline: (_, signal) => signals.push(signal),
    onEvent,
  });
  const tell = (event: EnvironmentEvent) => happen.forEach((emit) => emit(event));
  async function goOnline(): Promise<void> {
    connection.connect();
    await settled();
    network.newest.opened(session);
  }
  return { clock, network, connection, states, signals, happen, tell, onToken, onEvent, goOnline };
}

describe("the connection", () => {
  it("asks for a token and is online with the server's first word", async () => {
    const { network, connection, states, signals, goOnline } = setUp();
    await goOnline();
    expect(network.newest.token).toBe("a token");
    expect(states).toEqual(["connecting", "online"]);
    expect(signals[0]?.aborted).toBe(false);
    connection.disconnect();
    expect(states.at(-1)).toBe("idle");
    expect(signals[0]?.aborted).toBe(true);
    expect(network.newest.closed).toBe(true);
  });

  it("takes a fresh token for every attempt", async () => {
    let tokens = 0;
    const { clock, network, goOnline } = setUp(() => {
      tokens += 1;
      return `token ${tokens}`;
    });
    await goOnline();
    network.newest.lost(new ChatError("auth_expired", "unable to connect; too old"));
    await clock.advance(500);
    expect(network.connections.map(({ token }) => token)).toEqual(["token 1", "token 2"]);
  });

  it("never asks for two tokens at a time: a slow one serves the attempt that waits", async () => {
    let give: (token: string) => void = () => {};
    const getToken = vi.fn(
      () =>
        new Promise<string>((resolve) => {
          give = resolve;
        }),
    );
    const { clock, network, connection, states } = setUp(getToken);
    connection.connect();
    await clock.advance(15_000 + 500 + 15_000 + 1_000);
    expect(states).toEqual(["connecting", "retrying", "connecting", "retrying", "connecting"]);
    expect(getToken).toHaveBeenCalledTimes(1);
    give("late");
    await settled();
    expect(network.connections.map(({ token }) => token)).toEqual(["late"]);
  });

  it("tries again when getToken fails", async () => {
    const getToken = vi.fn<() => string>().mockImplementationOnce(() => {
      throw new Error("signed out");
    });
    getToken.mockReturnValue("second");
    const { clock, network, connection } = setUp(getToken);
    connection.connect();
    await settled();
    expect(connection.state).toMatchObject({ name: "retrying", reason: { code: "token_failed" } });
    await clock.advance(500);
    expect(network.newest.token).toBe("second");
  });

  it("stops at a token that must not be used", async () => {
    const { network, connection, onToken } = setUp();
    onToken.mockImplementation(() => {
      throw new ChatError("auth_invalid", "unable to connect; another user's");
    });
    connection.connect();
    await settled();
    expect(connection.state).toMatchObject({ name: "stopped", reason: { code: "auth_invalid" } });
    expect(network.connections).toEqual([]);
  });

  it("gives up an attempt that gets no answer", async () => {
    const { clock, network, connection } = setUp();
    connection.connect();
    await clock.advance(15_000);
    expect(connection.state).toMatchObject({ name: "retrying", reason: { code: "timeout" } });
    expect(network.newest.closed).toBe(true);
  });

  it("hears nothing of a connection that is over", async () => {
    const { network, connection, signals, onEvent, goOnline } = setUp();
    await goOnline();
    const { newest } = network;
    newest.event("user_online", { userId: "bo" });
    expect(onEvent).toHaveBeenCalledTimes(1);
    connection.disconnect();
    newest.event("user_online", { userId: "bo" });
    newest.opened(session);
    newest.lost(new ChatError("offline", "unable to go on; late"));
    expect(onEvent).toHaveBeenCalledTimes(1);
    expect(signals).toHaveLength(1);
    expect(connection.state.name).toBe("idle");
  });

  it("refuses requests while it is not online", async () => {
    const { connection, network, goOnline } = setUp();
    const ask = () => connection.request("sync", { conversations: {} });
    await expect(ask()).rejects.toMatchObject({ code: "offline", retryable: true });
    await goOnline();
    const answer = ask();
    network.newest.requests[0]?.resolve({ conversations: {} });
    await expect(answer).resolves.toEqual({ conversations: {} });
    const unanswered = ask();
    network.newest.drop();
    await expect(unanswered).rejects.toMatchObject({ code: "offline" });
  });

  it("finds out that a connection died while the page slept", async () => {
    const { network, connection, states, tell, goOnline } = setUp();
    await goOnline();
    tell("wake");
    tell("wake");
    expect(network.newest.requests.map(({ name }) => name)).toEqual(["sync"]);
    network.newest.requests[0]?.reject(new ChatError("timeout", "unable to sync; no answer"));
    await settled();
    expect(connection.state.name).toBe("retrying");
    expect(states.at(-1)).toBe("retrying");
  });

  it("keeps a connection that answers, be it with a refusal", async () => {
    const { network, connection, tell, goOnline } = setUp();
    await goOnline();
    tell("wake");
    network.newest.requests[0]?.reject(new ChatError("rate_limited", "unable to sync; too fast"));
    await settled();
    expect(connection.state.name).toBe("online");
    tell("wake");
    expect(network.newest.requests).toHaveLength(2);
  });

  it("watches its environment only while it is wanted, and leaves no timer", async () => {
    const { clock, network, connection, happen, goOnline } = setUp();
    expect(happen.size).toBe(0);
    await goOnline();
    expect(happen.size).toBe(1);
    network.newest.drop();
    expect(clock.timers).toBe(1);
    connection.disconnect();
    expect(happen.size).toBe(0);
    expect(clock.timers).toBe(0);
  });
});
