import { type ChildPart, noChange, render, type TemplateResult } from "lit";
import { Directive, directive } from "lit/directive.js";

export interface Row {
  readonly key: string;
  /** What the row shows: while each of it is the same it is not drawn again. */
  readonly inputs: readonly unknown[];
  /** One element, of the same template each time. */
  readonly draw: () => TemplateResult;
}

interface Drawn {
  readonly key: string;
  readonly inputs: readonly unknown[];
  /** Where it is drawn, before it goes to its place. */
  readonly root: DocumentFragment;
  readonly element: Element;
}

class KeyedRows extends Directive {
  #drawn: readonly Drawn[] = [];

  render(rows: readonly Row[]): unknown {
    return rows.map(({ draw }) => draw());
  }

  override update({ parentNode: list }: ChildPart, [rows]: [readonly Row[]]): unknown {
    const keys = new Set(rows.map(({ key }) => key));
    for (const { key, element } of this.#drawn) if (!keys.has(key)) element.remove();
    // What was there, and comes below the row whose turn it is.
    const below = this.#drawn.filter(({ key }) => keys.has(key));
    this.#drawn = rows.map(({ key, inputs, draw }) => {
      const at = below.findIndex((drawn) => drawn.key === key);
      const [drawn] = at < 0 ? [] : below.splice(at, 1);
      const root = drawn?.root ?? new DocumentFragment();
      if (!drawn || inputs.some((input, i) => input !== drawn.inputs[i])) render(draw(), root);
      const element = drawn?.element ?? (root.lastElementChild as Element);
      if (at !== 0) list.insertBefore(element, below[0]?.element ?? null);
      return { key, inputs, root, element };
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
