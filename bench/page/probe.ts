/**
 * What runs inside the measured page: sees the chat from outside, the same way for every contender.
 * Handed over as text, so nothing in it may refer to this module.
 */
export interface Probe {
  /** Milliseconds from `start` until the text is painted inside the window. */
  shown(start: () => unknown, row: string, text: string): Promise<number>;
  /** Resolves once a row with the text stands in the page, on screen or not: not every chat follows. */
  present(row: string, text: string, limitMs: number): Promise<void>;
  /** Elements below the body, shadow roots included. */
  elements(): number;
  rows(selector: string): HTMLElement[];
  scrollBack(options: ScrollOptions): Promise<ScrollResult>;
  listen(): void;
  /** The longest time that an input waited, in milliseconds. */
  longestWait(): number;
}

export interface ScrollOptions {
  row: string;
  /** The oldest message's text. */
  oldest: string;
  step: number;
  limitMs: number;
}

export interface ScrollResult {
  frames: number[];
  /** Frames in which the row that was looked at stood more than a pixel beside its place, and by how much at worst. */
  jumps: number;
  worstJump: number;
  /** Most rows and elements that stood in the page at one time. */
  rows: number;
  elements: number;
  /** The oldest message came into the page. */
  arrived: boolean;
  /** The time it took, in milliseconds. */
  took: number;
}

export function installProbe(): void {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));

  function* roots(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
    yield root;
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) yield* roots(element.shadowRoot);
    }
  }

  let home: Document | ShadowRoot | null = null;
  function rows(selector: string): HTMLElement[] {
    if (home instanceof ShadowRoot && !home.host.isConnected) home = null;
    home ??= [...roots(document)].find((root) => root.querySelector(selector)) ?? null;
    return [...(home?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }

  const isOnScreen = (element: Element): boolean => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return visible && height > 0 && bottom > 0 && top < innerHeight;
  };

  function scrollerOf(element: Element): HTMLElement {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { overflowY } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight) {
        return at as HTMLElement;
      }
    }
    throw new Error("unable to scroll; nothing around the messages does");
  }

  const delays: number[] = [];

  const probe: Probe = {
    async shown(start, row, text) {
      await frame();
      const before = performance.now();
      await start();
      for (;;) {
        await frame();
        const last = rows(row).findLast(({ textContent }) => textContent.includes(text));
        if (last && isOnScreen(last)) break;
        if (performance.now() - before > 20_000)
          throw new Error(`"${text}" is not shown: ${rows(row).length}`);
      }
      // What this frame has painted is on screen in the next one.
      await frame();
      return performance.now() - before;
    },
    async present(row, text, limitMs) {
      const before = performance.now();
      while (!rows(row).some(({ textContent }) => textContent.includes(text))) {
        if (performance.now() - before > limitMs) {
          throw new Error(`"${text}" does not come within ${limitMs / 1_000} s`);
        }
        await frame();
      }
    },
    elements() {
      let count = 0;
      for (const root of roots(document)) {
        count += (root === document ? document.body : root).querySelectorAll("*").length;
      }
      return count;
    },
    rows,
    async scrollBack({ row, oldest, step, limitMs }) {
      const [any] = rows(row);
      if (!any) throw new Error("unable to scroll; there are no messages");
      const scroller = scrollerOf(any);
      const result: ScrollResult = {
        frames: [],
        jumps: 0,
        worstJump: 0,
        rows: 0,
        elements: 0,
        arrived: false,
        took: 0,
      };
      const { top, height } = scroller.getBoundingClientRect();
      const middle = top + height / 2;
      const start = performance.now();
      let last = await frame();
      while (performance.now() - start < limitMs) {
        const all = rows(row);
        const anchor = all.find((one) => one.getBoundingClientRect().bottom > middle);
        const place = anchor?.getBoundingClientRect().top ?? 0;
        const from = scroller.scrollTop;
        scroller.scrollTop = from - step;
        const expected = place + from - scroller.scrollTop;
        const now = await frame();
        result.frames.push(now - last);
        last = now;
        if (anchor?.isConnected) {
          const off = Math.abs(anchor.getBoundingClientRect().top - expected);
          if (off > 1) result.jumps += 1;
          result.worstJump = Math.max(result.worstJump, off);
        } else {
          result.jumps += 1;
        }
        result.rows = Math.max(result.rows, all.length);
        if (all[0]?.textContent.includes(oldest) && scroller.scrollTop <= 0) {
          result.arrived = true;
          break;
        }
      }
      result.took = performance.now() - start;
      result.elements = probe.elements();
      return result;
    },
    listen() {
      delays.length = 0;
      addEventListener("keydown", (event) => delays.push(performance.now() - event.timeStamp), {
        capture: true,
      });
    },
    longestWait: () => Math.max(...delays),
  };
  Object.assign(window, { probe });
}

declare global {
  interface Window {
    probe: Probe;
    /** Puts the chat into the page. */
    openChat: () => unknown;
    /** Lets a message of the other one come in. */
    receive: (text: string) => unknown;
  }
}
