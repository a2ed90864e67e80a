/** Names what is cut off at a side, in the page and in all shadow roots: there is no way to get there. */
export function cutOff(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} wide`);
  const parentOf = (element: Element): Element | null =>
    element.assignedSlot ??
    element.parentElement ??
    (element.getRootNode() as Partial<ShadowRoot>).host ??
    null;

  function look(element: Element): void {
    const { overflowX, clipPath, textOverflow } = getComputedStyle(element);
    if (!element.checkVisibility({ visibilityProperty: true })) return;
    // For screen readers only.
    if (clipPath !== "none" || element.clientWidth === 1) return;
    for (const child of [...element.children, ...(element.shadowRoot?.children ?? [])]) look(child);
    if (overflowX !== "visible" && textOverflow === "ellipsis") return;
    const texts = [...element.childNodes].filter(
      (node) => node instanceof Text && node.data.trim(),
    );
    if (!texts.length && !element.matches("button, input, textarea, select")) return;
    const range = document.createRange();
    range.selectNodeContents(element);
    const boxes = [
      element.getBoundingClientRect(),
      ...(texts.length ? range.getClientRects() : []),
    ];
    let [left, right] = [0, innerWidth];
    for (let around: Element | null = element; around; around = parentOf(around)) {
      const { overflowX: beyond, position } = getComputedStyle(around);
      if (/auto|scroll/.test(beyond) && around.scrollWidth > around.clientWidth) return;
      if (beyond !== "visible" && around !== root && around !== document.body) {
        const box = around.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      }
      if (position === "fixed") break;
    }
    const name = `${element.localName} "${element.ariaLabel ?? element.textContent.trim()}"`;
    if (boxes.some((box) => box.width && (box.left < left - 1 || box.right > right + 1))) {
      found.push(name);
    }
  }
  look(document.body);
  for (const child of root.children) if (child !== document.body) look(child);
  return found;
}
