import { type ChildPart, noChange } from "lit";
import { Directive, directive } from "lit/directive.js";
import { insertPart, removePart, setChildPartValue } from "lit/directive-helpers.js";

export interface Row {
  readonly key: string;
  /** What the row shows: while each of it is the same it is not drawn again. */
  readonly inputs: readonly unknown[];
  readonly draw: () => unknown;
}

interface Drawn {
  readonly key: string;
  readonly part: ChildPart;
  readonly inputs: readonly unknown[];
}

class KeyedRows extends Directive {
  #drawn: readonly Drawn[] = [];

  render(rows: readonly Row[]): unknown {
    return rows.map(({ draw }) => draw());
  }

  override update(list: ChildPart, [rows]: [readonly Row[]]): unknown {
    const keys = new Set(rows.map(({ key }) => key));
    for (const { key, part } of this.#drawn) {
      if (keys.has(key)) continue;
      removePart(part);
      // Left behind until https://github.com/lit/lit/issues/5298 is mended.
      (part.endNode as Comment | null)?.remove();
    }
    // What was there, and comes below the row whose turn it is.
    const below = this.#drawn.filter(({ key }) => keys.has(key));
    this.#drawn = rows.map(({ key, inputs, draw }) => {
      const at = below.findIndex((drawn) => drawn.key === key);
      const [drawn] = at < 0 ? [] : below.splice(at, 1);
      const part = at === 0 && drawn ? drawn.part : insertPart(list, below[0]?.part, drawn?.part);
      if (!drawn || inputs.some((input, i) => input !== drawn.inputs[i])) {
        setChildPartValue(part, draw());
      }
      return { key, part, inputs };
    });
    return noChange;
  }
}

/**
 * Rows that keep their elements for as long as their keys are in the list. Others come and go at its
 * ends while they stay where they are, as in a thread; a row that moves past others costs more than
 * with Lit's `repeat`, which is more code. For a place that shows nothing else.
 */
export const keyed = directive(KeyedRows);
