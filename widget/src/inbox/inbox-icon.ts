import type { TemplateResult } from "lit";
import { drawing } from "../icon.js";

/** Line drawings on a field of 24 by 24, of the inbox alone. */
const paths = {
  search: "m20 20-4.6-4.6M17.5 10.75a6.75 6.75 0 1 1-13.5 0 6.75 6.75 0 0 1 13.5 0Z",
  back: "M15 5l-7 7 7 7",
  image: "M4 5h16v14H4Zm0 11 5-5 4 4 2.5-2.5L20 17M15 9.2v.1",
} as const;

export function inboxIcon(name: keyof typeof paths): TemplateResult {
  return drawing(name, paths[name]);
}
