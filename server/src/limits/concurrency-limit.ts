import { ChatError } from "../chat/chat-error.js";
import { isGuestId } from "../chat/guest-id.js";

/** Calls under way: fewer than the database has connections, and enough that one may take long. */
const AT_ONCE = 2;
/** Calls that wait, beyond which more are refused. */
const WAITING = 250;
/** How long a call may have waited when its turn comes, in milliseconds. */
const PATIENCE_MS = 5_000;

const RETRY_AFTER_MS = 1_000;

/**
 * Makes a call when those before it have made room, and rejects with `rate_limited` when too many
 * wait already; else as the call does.
 *
 * @param address where the user is, which counts for guests
 */
export type ConcurrencyLimit = <Result>(
  userId: string,
  address: string,
  call: () => Promise<Result>,
) => Promise<Result>;

interface Line {
  underWay: number;
  waiting: (() => void)[];
}

/**
 * Few calls of one user at once, and the next ones in the order they came. The guests of one address
 * count as one user, as identities of guests are free. Whoever asks for much at once waits for
 * themselves; what everybody shares, such as turns and places at the database, holds few of each.
 *
 * @param now milliseconds that never run backwards
 */
export function createConcurrencyLimit(now: () => number): ConcurrencyLimit {
  const lines = new Map<string, Line>();

  return async (userId, address, call) => {
    const key = isGuestId(userId) ? `guests of ${address}` : userId;
    const line = lines.get(key) ?? { underWay: 0, waiting: [] };
    const since = now();
    if (line.underWay < AT_ONCE) {
      line.underWay += 1;
      lines.set(key, line);
    } else {
      if (line.waiting.length >= WAITING) throw tooMany();
      // Who ends hands the place on.
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    }
    try {
      if (now() - since > PATIENCE_MS) throw tooMany();
      return await call();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.underWay -= 1;
      if (line.underWay === 0) lines.delete(key);
    }
  };
}

function tooMany(): ChatError {
  return new ChatError("rate_limited", "Too much is asked for at once.", {
    retryAfterMs: RETRY_AFTER_MS,
  });
}
