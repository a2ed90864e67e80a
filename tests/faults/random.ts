/** Chance that can be replayed. */
export interface Random {
  /** From 0 up to 1. */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Another one of its own, so that what one part draws changes nothing for the others. */
  readonly fork: () => Random;
}

/**
 * The generator "mulberry32" by Tommy Ettinger (public domain, 2017): 32 bits of state, which is
 * plenty for choosing faults.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new Error("there is nothing to pick from");
      return items[int(0, items.length - 1)] as Item;
    },
    fork: () => createRandom(int(0, 2 ** 32 - 1)),
  };
}
