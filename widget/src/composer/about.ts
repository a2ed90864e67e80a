import type { About } from "@photo-chat/sdk";
import { safeUrl } from "../safe-url.js";

const LENGTH = 200;
const SRC_LENGTH = 2048;

/** A picture as a message can be about it, its address made absolute; null for what is not one. */
export function aboutOf(photo: unknown): About | null {
  const { id, src, title = "" } = (photo ?? {}) as Partial<Record<keyof About, unknown>>;
  if (typeof src !== "string" || typeof title !== "string") return null;
  const address = safeUrl(src, document.baseURI);
  const name = typeof id === "number" ? String(id) : id;
  if (typeof name !== "string" || !name || name.length > LENGTH) return null;
  if (!address || address.length > SRC_LENGTH) return null;
  return { id: name, src: address, title: cut(title.trim()) };
}

/** Not through the middle of a character. */
function cut(text: string): string {
  return text.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
