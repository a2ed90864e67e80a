/** For an image that does not load: what stands behind it is seen instead. */
export function hideBroken({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}
