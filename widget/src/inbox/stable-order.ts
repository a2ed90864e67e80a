interface Row {
  readonly conversationId: string;
}

/** The order of a list that does not change while somebody points at it. */
export class StableOrder<Item extends Row> {
  #ids: readonly string[] = [];

  /** Takes over the order of `items`, or, with `hold`, keeps the last one; what is new stands last then. */
  apply(items: readonly Item[], hold: boolean): readonly Item[] {
    if (!hold) {
      this.#ids = items.map(({ conversationId }) => conversationId);
      return items;
    }
    const left = new Map(items.map((item) => [item.conversationId, item]));
    const kept = this.#ids.flatMap((id) => {
      const item = left.get(id);
      left.delete(id);
      return item ?? [];
    });
    return [...kept, ...left.values()];
  }
}
