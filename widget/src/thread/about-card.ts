import type { About } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { emit } from "../emit.js";
import { hideBroken } from "../hide-broken.js";
import type { Localization } from "../strings/localization.js";
import { openPicture } from "./open-picture.js";
import { aboutPicture, type Pictures } from "./picture.js";

/**
 * The picture of the page that a message is about; nothing for an address that is not one.
 *
 * @param key of the message
 * @param pictures those of its conversation; without them the picture is looked at alone
 */
export function aboutCard(
  photo: About,
  localization: Localization,
  base: string,
  key = "",
  pictures?: Pictures,
): TemplateResult | typeof nothing {
  const picture = aboutPicture(photo, localization.strings, base, key);
  if (!picture) return nothing;
  const { url, name } = picture;
  const opening = { key: picture.key, pictures: pictures ?? (() => [picture]), localization };
  return html`<a
    class="about"
    part="about"
    href=${url}
    target="_blank"
    rel="noopener noreferrer nofollow"
    aria-haspopup="dialog"
    @click=${open}
  >
    <span class="thumb">
      <img src=${url} alt="" decoding="async" referrerpolicy="no-referrer" @error=${hideBroken} />
    </span>
    <bdi>${name}</bdi>
  </a>`;

  function open(event: MouseEvent): void {
    const target = event.currentTarget as HTMLElement;
    const opens = emit(target, "photo-chat-discuss-open", { photo }, true);
    if (opens) openPicture(event, opening);
    else event.preventDefault();
  }
}
