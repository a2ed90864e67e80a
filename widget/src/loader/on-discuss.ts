/**
 * Calls back with the element when one with `data-photo-chat-discuss` is clicked, by the keyboard
 * too; those that come into the page later as well.
 *
 * @returns what stops it
 */
export function onDiscuss(discuss: (marked: Element) => void): () => void {
  function hear(event: MouseEvent): void {
    const marked = (event.composedPath()[0] as Partial<Element>).closest?.(
      "[data-photo-chat-discuss]",
    );
    // With a key held down it is another tab that is wanted.
    if (!marked || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    discuss(marked);
  }
  addEventListener("click", hear);
  return () => removeEventListener("click", hear);
}
