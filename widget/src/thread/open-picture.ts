import type { ReactiveElement } from "lit";
import { OnDemand } from "../on-demand.js";
import type { Lightbox, Opening } from "./lightbox.js";

const lightboxes = new WeakMap<Element, OnDemand<Lightbox>>();

/**
 * Takes the click on a picture's link: the picture is shown over the page. The link is followed where
 * the click asks for a tab or window of its own, where the lightbox does not come, and by another
 * click while it is on its way.
 */
export function openPicture(event: MouseEvent, opening: Opening): void {
  const link = event.currentTarget as HTMLAnchorElement;
  const isDouble = event.detail > 1;
  const isAwaited = (): boolean => link.ariaBusy !== null;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (isAwaited() && !isDouble) {
    link.ariaBusy = null;
    return;
  }
  event.preventDefault();
  if (isDouble) return;
  const { host } = link.getRootNode() as ShadowRoot;
  link.ariaBusy = "true";
  lightboxOf(host as ReactiveElement)
    .fetch()
    .then((lightbox) => (isAwaited() ? lightbox.open(link, opening) : undefined))
    .catch(() => isAwaited() && window.open(link.href, "_blank", "noopener,noreferrer"))
    .finally(() => (link.ariaBusy = null));
}

function lightboxOf(host: ReactiveElement): OnDemand<Lightbox> {
  const known = lightboxes.get(host) ?? new OnDemand(host, () => load(host));
  lightboxes.set(host, known);
  return known;
}

async function load(host: ReactiveElement): Promise<Lightbox> {
  const { Lightbox } = await import("./lightbox.js");
  return new Lightbox(host);
}
