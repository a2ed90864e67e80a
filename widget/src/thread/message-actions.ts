import { html, nothing, render } from "lit";
import { drawing, icon } from "../icon.js";
import { actionTexts } from "../strings/en-actions.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { copyText } from "./copy-text.js";
import { focusRow, rowFor } from "./rove.js";

export { focusRow } from "./rove.js";
export { messageActionsStyles as styles } from "./message-actions-styles.js";

export interface MessageActions {
  /** Takes the thread's pointer and keyboard events. */
  readonly hear: (event: Event) => void;
  readonly stop: () => void;
}

/** Two of them, one before the other. */
const SHEETS = "M9 9h11v11H9ZM5 15H4V4h11v1";
const FEEDBACK_MS = 2_000;
const LONG_PRESS_MS = 500;
/** Between a bubble and the actions beside it, in CSS pixels. */
const GAP = 6;

const rowOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(".row") : null;

/**
 * What can be done with a message: beside the bubble under the mouse, beside the one that the arrow
 * keys lead to, and on a long press.
 */
export function createMessageActions(
  scroller: HTMLElement,
  strings: () => Strings,
): MessageActions {
  const ending = new AbortController();
  const { signal } = ending;
  const bar = document.createElement("div");
  bar.className = "beside";
  let row: HTMLElement | null = null;
  let outcome: "copied" | "copyFailed" | null = null;
  let copying = false;
  let feedback: ReturnType<typeof setTimeout> | undefined;
  let press: ReturnType<typeof setTimeout> | undefined;

  function draw(): void {
    const texts = { ...actionTexts, ...strings() };
    render(
      html`<div class="actions" part="actions" role="toolbar" aria-label=${texts.messageActions}>
        <button
          tabindex="-1"
          part="button"
          aria-label=${texts.copy}
          title=${texts.copy}
          @click=${copy}
        >
          ${outcome === "copied" ? icon("sent") : drawing("copy", SHEETS)}
        </button>
        <span role="status">${outcome ? texts[outcome] : nothing}</span>
      </div>`,
      bar,
    );
    place();
  }

  function place(): void {
    const bubble = row?.querySelector(".bubble")?.getBoundingClientRect();
    if (!bubble) return;
    const view = scroller.getBoundingClientRect();
    const before = bubble.left - view.left;
    const after = view.left + scroller.clientWidth - bubble.right;
    const beside = before > after ? bubble.left - GAP - bar.offsetWidth : bubble.right + GAP;
    const most = scroller.clientWidth - bar.offsetWidth - GAP;
    bar.style.left = `${Math.max(GAP, Math.min(most, beside - view.left))}px`;
    bar.style.top = `${bubble.top - view.top + scroller.scrollTop}px`;
  }

  function show(next: HTMLElement): void {
    if (next === row && bar.isConnected) return;
    hide();
    row = next;
    scroller.append(bar);
    draw();
  }

  function hide(): void {
    clearTimeout(feedback);
    outcome = null;
    bar.remove();
    row = null;
  }

  async function copy(): Promise<void> {
    const copied = row;
    if (!copied) return;
    const text = copied.querySelector(".text")?.textContent;
    const { href } = copied.querySelector<HTMLAnchorElement>(".bubble a[href]") ?? {};
    copying = true;
    outcome = (await copyText(text ?? href ?? "", bar)) ? "copied" : "copyFailed";
    copying = false;
    if (copied !== row) return;
    draw();
    clearTimeout(feedback);
    feedback = setTimeout(() => {
      outcome = null;
      draw();
    }, FEEDBACK_MS);
  }

  const isBusy = (): boolean => bar.matches(":focus-within") || row?.matches(":focus") === true;

  function onKey(event: KeyboardEvent): void {
    const inBar = event.target instanceof Node && bar.contains(event.target);
    const opens =
      ["Enter", " ", "ContextMenu"].includes(event.key) || (event.key === "F10" && event.shiftKey);
    const focused = event.target as HTMLElement;
    const next = rowFor(event, scroller);
    if (next) {
      focusRow(next, scroller);
      show(next);
    } else if (inBar && event.key === "Escape" && row) {
      focusRow(row, scroller);
    } else if (opens && focused.matches(".row")) {
      show(focused);
      bar.querySelector("button")?.focus({ preventScroll: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function onPress(event: PointerEvent): void {
    clearTimeout(press);
    if (event.target instanceof Node && bar.contains(event.target)) return;
    if (event.pointerType !== "touch") return;
    hide();
    const pressed = rowOf(event.target);
    const isLink = event.target instanceof Element && event.target.closest("a, button");
    if (pressed && !isLink) press = setTimeout(() => show(pressed), LONG_PRESS_MS);
  }

  for (const end of ["pointerup", "pointercancel", "scroll"]) {
    scroller.addEventListener(end, () => clearTimeout(press), { passive: true, signal });
  }
  const onLeave = (event: PointerEvent): void => {
    if (event.pointerType === "mouse" && !isBusy()) hide();
  };
  scroller.addEventListener("pointerleave", onLeave, { signal });
  bar.addEventListener("contextmenu", (event) => event.preventDefault());
  // The mouse leaves the focus where it is: in the composer, as a rule.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    const stays = relatedTarget instanceof Node && scroller.contains(relatedTarget);
    if (!stays && !copying) hide();
  };
  scroller.addEventListener("focusout", onBlur, { signal });

  return {
    hear(event) {
      if (event.type === "keydown") onKey(event as KeyboardEvent);
      else if (event.type === "pointerdown") onPress(event as PointerEvent);
      else if ((event as PointerEvent).pointerType === "mouse" && !isBusy()) {
        const over = rowOf(event.target);
        if (over) show(over);
      }
    },
    stop() {
      ending.abort();
      clearTimeout(press);
      hide();
    },
  };
}
