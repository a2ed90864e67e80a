export interface Hold {
  /** Once it is known whether another tab has it. */
  readonly decided: Promise<void>;
  /** Gives it back, or stops waiting. */
  readonly release: () => void;
}

/**
 * Takes a lock that one tab of the browser has at a time, or several that share it, as soon as it is
 * free, and keeps it. Where there are no locks, each tab has them.
 */
export function hold(name: string, held: () => void, mode: LockMode = "exclusive"): Hold {
  if (!("locks" in navigator)) {
    held();
    return { decided: Promise.resolve(), release: () => {} };
  }
  const { locks } = navigator;
  const waiting = new AbortController();
  const { signal } = waiting;
  const released = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
  });
  const keep = (): Promise<void> => {
    if (!signal.aborted) held();
    return released;
  };
  const decided = new Promise<void>((decide) => {
    const asked = locks.request(name, { mode, ifAvailable: true }, (lock) => {
      if (!lock) return false;
      const kept = keep();
      decide();
      return kept;
    });
    asked
      .then((had) => {
        decide();
        return had === false ? locks.request(name, { mode, signal }, keep) : undefined;
      })
      .catch(decide);
  });
  return { decided, release: () => waiting.abort() };
}

/** Does something unless a tab has the lock. */
export async function ifNobodyHolds(name: string, act: () => void): Promise<void> {
  if (!("locks" in navigator)) {
    act();
    return;
  }
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock) act();
  });
}
