import { prefersReducedMotion } from "../styles/reduced-motion.js";

/**
 * What has just come pushes the rest up instead of jumping in.
 *
 * @param before where the thread was scrolled to
 * @param row the newest one, when it is new
 */
export function slideIn(scroller: HTMLElement, before: number, row: Element | undefined): void {
  if (prefersReducedMotion()) return;
  const distance = Math.min(scroller.scrollTop - before, scroller.clientHeight);
  const timing = { duration: 220, easing: "cubic-bezier(.2,.8,.2,1)" };
  if (distance > 0) {
    for (const child of scroller.firstElementChild?.children ?? []) {
      child.animate({ transform: [`translateY(${distance}px)`, "none"] }, timing);
    }
  }
  row?.animate({ opacity: [0, 1] }, timing);
}
