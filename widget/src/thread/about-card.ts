import type { About } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { emit } from "../emit.js";
import { hideBroken } from "../hide-broken.js";
import { safeUrl } from "../safe-url.js";
import type { Strings } from "../strings/photo-chat-strings.js";

/** The picture of the page that a message is about; nothing for an address that is not one. */
export function aboutCard(
  photo: About,
  strings: Strings,
  base: string,
): TemplateResult | typeof nothing {
  const src = safeUrl(photo.src, base);
  if (!src) return nothing;
  return html`<a
    class="about"
    part="about"
    href=${src}
    target="_blank"
    rel="noopener noreferrer nofollow"
    @click=${open}
  >
    <span class="thumb">
      <img src=${src} alt="" decoding="async" referrerpolicy="no-referrer" @error=${hideBroken} />
    </span>
    <bdi>${photo.title || strings.photo}</bdi>
  </a>`;

  function open(event: Event): void {
    const target = event.currentTarget as HTMLElement;
    if (!emit(target, "photo-chat-discuss-open", { photo }, true)) event.preventDefault();
  }
}
