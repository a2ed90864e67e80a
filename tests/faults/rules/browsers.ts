import type { Witness } from "../evidence.js";

export interface Browser {
  readonly browser: string;
  readonly userId: string;
  /** Its pages, those closed before the end included. */
  readonly tabs: readonly Witness[];
}

/** The witnesses that have an outbox, by whose it is. */
export function browsersOf(witnesses: readonly Witness[]): Browser[] {
  const names = new Set(witnesses.flatMap(({ browser }) => browser ?? []));
  return [...names].map((browser) => {
    const tabs = witnesses.filter((witness) => witness.browser === browser);
    return { browser, userId: tabs[0]?.userId ?? "", tabs };
  });
}
