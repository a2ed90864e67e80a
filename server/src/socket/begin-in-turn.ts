import type { IncomingMessage } from "node:http";
import { createBoundedMap } from "../chat/bounded-map.js";
import { createTurns, type InTurn } from "../chat/turns.js";
import { clientAddress } from "../limits/client-address.js";

/** Most of what a connection costs comes after its handshake, so the rest is as much longer. */
const settings = { atATime: 1, rest: 8, waiting: 300 };
const REMEMBERED = 10_000;

/**
 * Lets the connections of an address begin one after the other, with rests between them. A flood of
 * them takes at most a share of this process, and those of other addresses do not wait for it.
 *
 * @returns resolves with whether a connection may begin: false when too many of its address wait, or
 *   when it has gone
 */
export function beginInTurn(
  trustProxy: number,
  now: () => number,
): (request: IncomingMessage) => Promise<boolean> {
  const turns = createBoundedMap<string, InTurn>(REMEMBERED);
  return (request) => {
    const address = clientAddress(request, trustProxy);
    const inTurn = turns.get(address) ?? createTurns({ ...settings, now });
    turns.set(address, inTurn);
    // Node leaves the errors of a connection that is to be upgraded to whoever takes it over.
    request.socket.off("error", ignore).on("error", ignore);
    return inTurn(() => Promise.resolve()).then(
      () => !request.socket.destroyed,
      () => false,
    );
  };
}

function ignore(): void {}
