/** A finger that is drawn this far to one side asks for the next picture, in CSS pixels. */
const SWIPE = 48;
/** A pointer that moves further than this does not click. */
const SLOP = 6;
/** Two taps within this time are one gesture. */
const DOUBLE_MS = 400;

export interface GestureActions {
  /** Whether the picture is as large as it is, and scrolled. */
  readonly isFull: () => boolean;
  readonly close: () => void;
  /** A finger has been drawn to the left, -1, or to the right, 1. */
  readonly swipe: (to: -1 | 1) => void;
  /** At this place of the window the picture is to be seen as large as it is, or all of it again. */
  readonly zoom: (x: number, y: number) => void;
}

/**
 * What fingers and the mouse do in the lightbox: swipes, double taps, dragging what is larger than the
 * window, and a click beside the picture. What scrolls in it and a magnified page go on as ever; the
 * page behind it stays where it is.
 */
export function listenToGestures(dialog: HTMLElement, actions: GestureActions): void {
  const { isFull, close, swipe, zoom } = actions;
  let finger: Touch | null = null;
  let pressed: EventTarget | null = null;
  let at = { x: 0, y: 0 };
  let tappedAt = 0;

  const scrolls = ({ target }: Event): boolean =>
    (target as Element).closest(".full, .caption[tabindex='0']") !== null;

  function touchstart(event: TouchEvent): void {
    const isMagnified = (visualViewport?.scale ?? 1) > 1.01;
    const isAlone = event.touches.length === 1 && !isMagnified && !scrolls(event);
    finger = isAlone ? (event.touches[0] ?? null) : null;
  }

  function touchmove(event: TouchEvent): void {
    if (finger && event.cancelable) event.preventDefault();
  }

  function touchend({ changedTouches }: TouchEvent): void {
    const [end] = changedTouches;
    if (!finger || !end) return;
    const across = end.clientX - finger.clientX;
    const along = end.clientY - finger.clientY;
    finger = null;
    if (Math.abs(across) > Math.max(SWIPE, 2 * Math.abs(along))) swipe(across < 0 ? -1 : 1);
  }

  function pointerdown(event: PointerEvent): void {
    pressed = event.target;
    at = { x: event.clientX, y: event.clientY };
  }

  function pointermove(event: PointerEvent): void {
    const stage = (event.target as Element).closest(".stage");
    if (!stage || !isFull() || event.pointerType !== "mouse" || event.buttons !== 1) return;
    if (pressed && isNear(event)) return;
    pressed = null;
    stage.scrollBy(at.x - event.clientX, at.y - event.clientY);
    at = { x: event.clientX, y: event.clientY };
  }

  function click(event: MouseEvent): void {
    const target = event.target as Element;
    if (target !== pressed || !isNear(event)) return;
    if (target.matches(".stage")) {
      // The second click of somebody who opened the picture by two is not meant for it.
      if (event.detail < 2) close();
    } else if (target.matches(".stage img")) {
      const isDouble = event.timeStamp - tappedAt < DOUBLE_MS;
      tappedAt = isDouble ? 0 : event.timeStamp;
      if (isDouble) zoom(event.clientX, event.clientY);
    }
  }

  function isNear({ clientX, clientY }: MouseEvent): boolean {
    return Math.hypot(clientX - at.x, clientY - at.y) <= SLOP;
  }

  dialog.addEventListener("touchstart", touchstart, { passive: true });
  dialog.addEventListener("touchmove", touchmove, { passive: false });
  dialog.addEventListener("touchend", touchend);
  dialog.addEventListener("pointerdown", pointerdown);
  dialog.addEventListener("pointermove", pointermove);
  dialog.addEventListener("click", click);
}
