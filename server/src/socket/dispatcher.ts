import type { Ack, RequestName, Requests, WireError } from "@photo-chat/sdk/protocol";
import type { Logger } from "pino";
import type { ConcurrencyLimit } from "../limits/concurrency-limit.js";
import type { RateLimits, RateName } from "../limits/rate-limits.js";
import type { Metrics } from "../metrics.js";
import { type Payloads, parse } from "../payloads.js";
import { refusalOf } from "../refusal-of.js";
import type { ChatSocket } from "./chat-socket.js";
import type { Input } from "./input.js";
import { slowDown } from "./slow-down.js";
import { sent } from "./write-buffer-guard.js";

/** What happens for each event of the protocol; one that is missing does not compile. */
export type Handlers = {
  [Name in RequestName]: {
    rate: RateName;
    /** Called in the order of arrival, so that what it starts at once keeps that order. */
    handle: (
      socket: ChatSocket,
      payload: Requests[Name]["payload"],
    ) => Promise<Requests[Name]["result"]>;
  };
};

export interface Dispatcher {
  /** Takes over every event of a connection, whose input it slows down when too many are refused. */
  attach(socket: ChatSocket, input: Input): void;
  /** From now on answers `unavailable`; resolves when everything in flight has been answered. */
  drain(): Promise<void>;
}

/** Events of one connection that may be under way; its rates let in fewer as long as all goes well. */
const IN_FLIGHT = 2_000;
/** Pages that one connection may wait for. */
const PAGES = 250;

type Answer = (error: WireError | null, result?: object) => void;

/**
 * The only way in for events. Whatever a client sends (no ack, no payload, any event name) ends in
 * exactly one answer, and nothing reaches a handler unchecked or Node's emitter at all.
 */
export function createDispatcher(
  handlers: Handlers,
  payloads: Payloads,
  take: RateLimits,
  limitConcurrency: ConcurrencyLimit,
  metrics: Metrics,
  logger: Logger,
): Dispatcher {
  const inFlight = new Set<Promise<void>>();
  let draining = false;

  const refuse = (answer: Answer, code: WireError["code"], message: string): void =>
    answer({ code, message, retryAfterMs: 1_000 });

  const isRequestName = (name: unknown): name is RequestName =>
    typeof name === "string" && Object.hasOwn(handlers, name);

  const run = async <Name extends RequestName>(
    name: Name,
    socket: ChatSocket,
    payload: unknown,
    begin: Promise<unknown>,
    answer: Answer,
  ): Promise<void> => {
    const stop = metrics.events.startTimer({ event: name });
    try {
      await begin;
      const { rate, handle } = handlers[name];
      const { user, address } = socket.data;
      const call = () => handle(socket, parse(payloads[name], payload));
      // Many of them go to the database in one statement.
      const isGathered = rate === "messages" || rate === "receipts";
      answer(null, await (isGathered ? call() : limitConcurrency(user.userId, address, call)));
    } catch (cause) {
      const error = refusalOf(cause);
      metrics.eventErrors.inc({ event: name, code: error.code });
      if (error.code === "internal" || error.code === "unavailable") {
        logger.error({ event: name, userId: socket.data.user.userId, err: cause }, "event failed");
      }
      answer(error.toWire());
    } finally {
      stop();
    }
  };

  const refuseUnknown = async (admitted: Promise<void>, answer: Answer): Promise<void> => {
    metrics.eventErrors.inc({ event: "unknown", code: "not_found" });
    try {
      await admitted;
      answer({ code: "not_found", message: "There is no such event." });
    } catch (error) {
      answer(refusalOf(error).toWire());
    }
  };

  return {
    attach(socket, input) {
      const { user, address } = socket.data;
      let turn = Promise.resolve();
      // One after the other, so that a limit that takes longer lets nobody overtake.
      const admit = (rate: RateName): Promise<void> => {
        const admitted = turn.then(() => take(rate, user.userId, address));
        turn = admitted.catch(() => {});
        return admitted;
      };
      const countRefusal = slowDown(input);
      let own = 0;
      let pages = 0;
      let reading: Promise<unknown> = Promise.resolve();
      let others: Promise<unknown> = Promise.resolve();
      // Not calling `next` keeps hostile event names ("error", "newListener") from Node's emitter.
      socket.use(([name, ...args]) => {
        const tell = answerTo(socket, name, args);
        const answer: Answer = (error, result) => {
          if (error?.code === "rate_limited") countRefusal();
          tell(error, result);
        };
        if (draining) {
          refuse(answer, "unavailable", "The server restarts.");
        } else if (own >= IN_FLIGHT) {
          refuse(answer, "rate_limited", "Too many events are under way.");
        } else if (isRequestName(name)) {
          const { rate } = handlers[name];
          const isRead = rate === "reads" || rate === "joins";
          const isSmall = !isRead && rate !== "messages";
          if (isRead && pages >= PAGES) {
            refuse(answer, "rate_limited", "Too many pages are asked for.");
            return;
          }
          // What was read before may have cost more than one.
          const begin = isRead
            ? reading.then(() => admit(rate))
            : isSmall
              ? Promise.all([admit(rate), others])
              : admit(rate);
          own += 1;
          if (isRead) pages += 1;
          const running = run(name, socket, payloadOf(args), begin, answer).finally(() => {
            own -= 1;
            if (isRead) pages -= 1;
            inFlight.delete(running);
          });
          inFlight.add(running);
          // Pages are large: one at a time, and the next when the last is on its way. Small events
          // are many: one at a time, too, or a burst would take all places at the database.
          if (isRead) reading = Promise.all([reading, running]).then(() => sent(socket.conn));
          else if (isSmall) others = Promise.all([others, running]);
        } else {
          own += 1;
          void refuseUnknown(admit("signals"), answer).finally(() => (own -= 1));
        }
      });
    },
    async drain() {
      draining = true;
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
  };
}

/** An event without a payload is one with an empty payload. */
function payloadOf([first]: readonly unknown[]): unknown {
  return first === undefined || typeof first === "function" ? {} : first;
}

function answerTo(socket: ChatSocket, name: unknown, args: readonly unknown[]): Answer {
  const ack = args.at(-1);
  if (typeof ack === "function") {
    const acknowledge = ack as (answer: Ack<object>) => void;
    return (error, result) => acknowledge(error ? { ok: false, error } : { ok: true, ...result });
  }
  const event = typeof name === "string" ? name.slice(0, 64) : String(name);
  return (error) => {
    if (error) socket.emit("error", { ...error, event });
  };
}
