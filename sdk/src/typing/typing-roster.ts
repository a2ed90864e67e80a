import type { Clock } from "../clock.js";
import type { TypingUser } from "../conversation.js";
import { TYPING_EXPIRY_MS } from "../protocol/index.js";

export interface TypingRoster {
  readonly users: readonly TypingUser[];
  readonly started: (user: TypingUser) => void;
  readonly stopped: (userId: string) => void;
  readonly clear: () => void;
}

/** Who else is typing; someone whose stop was lost drops out by himself. */
export function createTypingRoster(onChange: () => void, clock: Clock): TypingRoster {
  const expiries = new Map<string, () => void>();
  let users: readonly TypingUser[] = [];

  function stopped(userId: string): void {
    expiries.get(userId)?.();
    if (!expiries.delete(userId)) return;
    users = users.filter((user) => user.userId !== userId);
    onChange();
  }

  return {
    get users() {
      return users;
    },
    started(user) {
      const { userId } = user;
      expiries.get(userId)?.();
      if (!expiries.has(userId)) {
        users = [...users, user];
        onChange();
      }
      expiries.set(
        userId,
        clock.after(TYPING_EXPIRY_MS, () => stopped(userId)),
      );
    },
    stopped,
    clear: () => users.forEach(({ userId }) => stopped(userId)),
  };
}
