import type { Evidence } from "../evidence.js";

/** Whether what was committed by this time may be gone: an older backup came back after it. */
export const mayBeGone = ({ restores }: Pick<Evidence, "restores">, at: number): boolean =>
  restores.some(({ backupAt, restoredAt }) => backupAt <= at && at < restoredAt);

/**
 * Judges steps back: each restored backup excuses one of each kind of thing, at each witness, from
 * then on.
 */
export function createStepsBack({ restores }: Pick<Evidence, "restores">) {
  const excused = new Map<string, number>();
  /** Whether this step back, of the thing with this key, has no excuse. */
  return (key: string, at: number): boolean => {
    const used = excused.get(key) ?? 0;
    const granted = restores.filter(({ restoredAt }) => restoredAt <= at).length;
    if (used >= granted) return true;
    excused.set(key, granted);
    return false;
  };
}
