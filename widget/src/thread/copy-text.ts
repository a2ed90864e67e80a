/** Puts a text on the clipboard; false when the browser allows neither way. */
export async function copyText(text: string, place: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, place);
  }
}

/** The old way, for pages without a secure address or permission. */
function copyBySelection(text: string, place: HTMLElement): boolean {
  const field = document.createElement("textarea");
  field.className = "hidden";
  field.value = text;
  field.readOnly = true;
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  // Beside the button: a modal dialog leaves no other place that can have the focus.
  place.append(field);
  field.select();
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- where there is no clipboard, nothing else copies
    return document.execCommand("copy");
  } finally {
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    field.remove();
  }
}
