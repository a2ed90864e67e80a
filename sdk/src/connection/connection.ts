import { ChatError } from "../chat-error.js";
import type { RequestName, Requests, SessionEvent } from "../protocol/index.js";
import type { Environment } from "./environment.js";
import { manyMayWait } from "./many-may-wait.js";
import { type Effect, type MachineEvent, type MachineState, step } from "./machine.js";
import type { Pacing } from "./repeat.js";
import type { OpenTransport, Transport, TransportListener } from "./transport.js";

/** From asking for a token to the server's first word. */
const ATTEMPT_MS = 15_000;
const REQUEST_MS = 10_000;
const PROBE_MS = 5_000;

export interface ConnectionOptions extends Pacing {
  getToken: () => string | Promise<string>;
  openTransport: OpenTransport;
  environment: Environment;
  /** Looks at a token before it is used; throws a `ChatError` for one that must not be. */
  readonly onToken: (token: string) => void;
  readonly onState: (state: MachineState) => void;
  /** Once per connection; the signal aborts when it ends. Throws a `ChatError` to refuse it. */
  readonly onOnline: (session: SessionEvent, signal: AbortSignal) => void;
  onEvent: TransportListener["event"];
}

export interface Connection {
  readonly state: MachineState;
  readonly connect: () => void;
  readonly disconnect: () => void;
  /** Ends it for a reason; `connect` begins anew. */
  readonly stop: (error: ChatError) => void;
  /** Rejects at once with `offline` when there is no connection. */
  readonly request: <Name extends RequestName>(
    name: Name,
    payload: Requests[Name]["payload"],
  ) => Promise<Requests[Name]["result"]>;
}

const asChatError = (cause: unknown): ChatError =>
  cause instanceof ChatError
    ? cause
    : new ChatError("token_failed", "unable to connect; getToken failed", { cause });

/** Drives the machine: owns the one transport, the timers and the watch on the environment. */
export function createConnection(options: ConnectionOptions): Connection {
  const { clock, random } = options;
  let state: MachineState = { name: "idle" };
  let transport: Transport | null = null;
  let probed: Transport | null = null;
  let leave = (): void => {};
  let token: Promise<string> | null = null;
  let stopWatching: (() => void) | null = null;

  function dispatch(event: MachineEvent): void {
    const [next, effects] = step(state, event, { now: clock.now(), random: random() });
    const changed = next !== state;
    state = next;
    for (const effect of effects) perform(effect);
    if (!changed) return;
    const asleep = state.name === "idle" || state.name === "stopped";
    if (!asleep) {
      stopWatching ??= options.environment((type) => dispatch({ type }));
    } else if (stopWatching) {
      stopWatching();
      stopWatching = null;
    }
    options.onState(state);
  }

  function perform(effect: Effect): void {
    if (effect.type === "probe") {
      probe();
      return;
    }
    leave();
    if (effect.type === "wait") {
      leave = clock.after(effect.until - clock.now(), () => dispatch({ type: "due" }));
    } else if (effect.type === "open") {
      leave = attempt();
    }
  }

  /** An earlier `getToken` that is still under way answers for this attempt too. */
  function freshToken(): Promise<string> {
    token ??= Promise.resolve()
      .then(options.getToken)
      .finally(() => {
        token = null;
      });
    return token;
  }

  function attempt(): () => void {
    const connected = new AbortController();
    manyMayWait(connected.signal);
    let own: Transport | null = null;
    let over = false;
    const lost = (error: ChatError): void => {
      if (!over) dispatch({ type: "lost", error });
    };
    const cancelTimeout = clock.after(ATTEMPT_MS, () =>
      lost(new ChatError("timeout", "unable to connect; the server did not answer")),
    );
    const listener: TransportListener = {
      opened(session) {
        if (over) return;
        cancelTimeout();
        transport = own;
        try {
          options.onOnline(session, connected.signal);
          dispatch({ type: "opened" });
        } catch (error) {
          lost(asChatError(error));
        }
      },
      lost,
      event(name, event) {
        if (transport) options.onEvent(name, event);
      },
    };
    freshToken()
      .then((value) => {
        if (over) return;
        options.onToken(value);
        own = options.openTransport(value, listener);
      })
      .catch((error) => lost(asChatError(error)));

    return () => {
      over = true;
      transport = null;
      cancelTimeout();
      connected.abort(new ChatError("offline", "unable to go on; the connection was lost"));
      own?.close();
    };
  }

  function probe(): void {
    const own = transport;
    if (!own || own === probed) return;
    probed = own;
    own
      .request("sync", { conversations: {} }, PROBE_MS)
      .catch((error: ChatError) => {
        if (error.code === "timeout" && own === transport) dispatch({ type: "lost", error });
      })
      .finally(() => {
        probed = null;
      });
  }

  return {
    get state() {
      return state;
    },
    connect: () => dispatch({ type: "connect" }),
    disconnect: () => dispatch({ type: "disconnect" }),
    stop: (error) => dispatch({ type: "stop", error }),
    request: (name, payload) =>
      transport
        ? transport.request(name, payload, REQUEST_MS)
        : Promise.reject(new ChatError("offline", "unable to ask; there is no connection")),
  };
}
