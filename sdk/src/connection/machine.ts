import { ChatError } from "../chat-error.js";
import { backoff } from "./backoff.js";

/** A connection that ends sooner than this after it came counts as one more failed attempt. */
const STABLE_MS = 10_000;
/** An attempt under way for longer may hang on a route that is gone. */
const HANGING_MS = 2_000;

export type MachineState =
  | { readonly name: "idle" }
  | {
      readonly name: "connecting";
      readonly attempt: number;
      readonly reason: ChatError | null;
      readonly since: number;
    }
  | { readonly name: "online"; readonly attempt: number; readonly since: number }
  | {
      readonly name: "retrying";
      readonly attempt: number;
      readonly reason: ChatError;
      /** When the next attempt starts; null while the page sleeps. */
      readonly retryAt: number | null;
      /** The server asked not to come back before this. */
      readonly notBefore: number;
    }
  | { readonly name: "stopped"; readonly reason: ChatError };

export type MachineEvent =
  /** The host wants to be connected, or not any more. */
  | { readonly type: "connect" | "disconnect" }
  | { readonly type: "opened" }
  /** An attempt was refused, or a connection ended. */
  | { readonly type: "lost"; readonly error: ChatError }
  /** `retryAt` has come. */
  | { readonly type: "due" }
  /** The network is back, or the page is looked at again. */
  | { readonly type: "wake" }
  /** The network is gone. */
  | { readonly type: "offline" }
  /** The page is about to be frozen or left. */
  | { readonly type: "suspend" }
  /** It is over, whatever it was. */
  | { readonly type: "stop"; readonly error: ChatError };

export type Effect =
  | { readonly type: "open" | "close" }
  /** Asks whether a connection that seems to be open still is. */
  | { readonly type: "probe" }
  | { readonly type: "wait"; readonly until: number };

export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
}

type Step = readonly [MachineState, readonly Effect[]];
type Handler<State, Event> = (state: State, event: Event, moment: Moment) => Step;
type Table = {
  [Name in MachineState["name"]]: {
    [Type in MachineEvent["type"]]?: Handler<
      Extract<MachineState, { name: Name }>,
      Extract<MachineEvent, { type: Type }>
    >;
  };
};

const stop = (reason: ChatError): Step => [{ name: "stopped", reason }, [{ type: "close" }]];

const begin = (since: number, reason: ChatError | null, attempt = 0): Step => [
  { name: "connecting", attempt, reason, since },
  [{ type: "open" }],
];

const end = (): Step => [{ name: "idle" }, [{ type: "close" }]];

function lose(attempt: number, reason: ChatError, { now, random }: Moment): Step {
  if (!reason.retryable) return stop(reason);
  const notBefore = now + (reason.retryAfterMs ?? 0);
  const retryAt = notBefore + backoff(attempt, random);
  return [
    { name: "retrying", attempt: attempt + 1, reason, retryAt, notBefore },
    [{ type: "close" }, { type: "wait", until: retryAt }],
  ];
}

const loseNetwork = (_state: MachineState, _event: MachineEvent, moment: Moment): Step =>
  lose(0, new ChatError("offline", "unable to stay connected; the network is gone"), moment);

const sleep = (): Step => [
  {
    name: "retrying",
    attempt: 0,
    reason: new ChatError("offline", "unable to stay connected; the page sleeps"),
    retryAt: null,
    notBefore: 0,
  },
  [{ type: "close" }],
];

/** What each state permits. An event that a state does not name changes nothing. */
const table: Table = {
  idle: {
    connect: (_state, _event, { now }) => begin(now, null),
  },
  connecting: {
    disconnect: end,
    opened: ({ attempt }, _event, { now }) => [{ name: "online", attempt, since: now }, []],
    lost: ({ attempt }, { error }, moment) => lose(attempt, error, moment),
    wake: (state, _event, { now }) =>
      now - state.since >= HANGING_MS ? begin(now, state.reason, state.attempt) : [state, []],
    offline: loseNetwork,
    suspend: sleep,
  },
  online: {
    disconnect: end,
    lost: ({ attempt, since }, { error }, moment) =>
      lose(moment.now - since < STABLE_MS ? attempt : 0, error, moment),
    wake: (state) => [state, [{ type: "probe" }]],
    offline: loseNetwork,
    suspend: sleep,
  },
  retrying: {
    connect: ({ reason }, _event, { now }) => begin(now, reason),
    disconnect: end,
    due: ({ reason, attempt }, _event, { now }) => begin(now, reason, attempt),
    wake: (state, _event, { now }) =>
      now >= state.notBefore ? begin(now, state.reason) : [state, []],
    suspend: sleep,
  },
  stopped: {
    connect: ({ reason }, _event, { now }) => begin(now, reason),
    disconnect: end,
  },
};

/** The connection as a pure function: the next state, and what the driver has to do for it, in order. */
export function step(state: MachineState, event: MachineEvent, moment: Moment): Step {
  if (event.type === "stop") return stop(event.error);
  const handler = table[state.name][event.type] as Handler<MachineState, MachineEvent> | undefined;
  return handler ? handler(state, event, moment) : [state, []];
}
