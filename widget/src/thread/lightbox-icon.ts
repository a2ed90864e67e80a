import type { TemplateResult } from "lit";
import { drawing } from "../icon.js";

/** Line drawings on a field of 24 by 24, of the lightbox alone. */
const paths = {
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  enlarge:
    "m20 20-4.6-4.6M17.5 10.75a6.75 6.75 0 1 1-13.5 0 6.75 6.75 0 0 1 13.5 0ZM8 10.75h5.5M10.75 8v5.5",
  reduce: "m20 20-4.6-4.6M17.5 10.75a6.75 6.75 0 1 1-13.5 0 6.75 6.75 0 0 1 13.5 0ZM8 10.75h5.5",
  original: "M14 4h6v6m0-6-9 9M10 5H4v15h15v-6",
} as const;

export type LightboxIconName = keyof typeof paths;

export function lightboxIcon(name: LightboxIconName): TemplateResult {
  return drawing(name, paths[name]);
}
