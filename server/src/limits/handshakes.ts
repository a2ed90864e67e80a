import type { IncomingMessage } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { ChatError } from "../chat/chat-error.js";
import { refusalOf } from "../refusal-of.js";
import { clientAddress } from "./client-address.js";
import type { ConnectionCounts } from "./connection-counts.js";
import type { RateLimiting } from "./rate-limits.js";

/** So many of one address are told in a second why they are refused, which costs as much as letting in. */
const TOLD = 20;
/** A connection that was let in and lasts for so long, in milliseconds, has come to something. */
const LASTING_MS = 2_000;

/**
 * Handshakes by address. Each takes one of the rate of attempts and gives it back when its connection
 * lasts: a flood uses the rate up, and people who come back after a restart, however many, do not.
 */
export interface Handshakes {
  /** Whether to go on with it: no for who is refused too often to be told so. Never rejects. */
  begin(request: IncomingMessage): Promise<boolean>;
  addressOf(request: IncomingMessage): string;
  /** What to refuse its connection with, null for nothing. */
  refusalOf(request: IncomingMessage): ChatError | null;
  /** Its connection was let in; returns what tells of its end. */
  succeed(request: IncomingMessage): () => void;
  /** Its connection was refused for want of nothing on its side: that counts for nobody. */
  excuse(request: IncomingMessage): void;
}

export function createHandshakes(
  { take, giveBack }: Pick<RateLimiting, "take" | "giveBack">,
  counts: Pick<ConnectionCounts, "isFlooded">,
  trustProxy: number,
): Handshakes {
  const told = new RateLimiterMemory({ points: TOLD, duration: 1 });
  const begun = new WeakMap<IncomingMessage, { address: string; refusal: ChatError | null }>();
  const addressOf = (request: IncomingMessage): string =>
    begun.get(request)?.address ?? clientAddress(request, trustProxy);
  const excuse = (request: IncomingMessage): void => void giveBack("attempts", addressOf(request));

  return {
    async begin(request) {
      const address = clientAddress(request, trustProxy);
      if (counts.isFlooded(address) || (await told.get(address))?.remainingPoints === 0)
        return false;
      const refusal = await take("attempts", address).then(() => null, refusalOf);
      if (refusal) await told.penalty(address);
      begun.set(request, { address, refusal });
      return true;
    },
    addressOf,
    refusalOf: (request) => begun.get(request)?.refusal ?? null,
    succeed(request) {
      const lasting = setTimeout(() => excuse(request), LASTING_MS);
      return () => clearTimeout(lasting);
    },
    excuse,
  };
}
