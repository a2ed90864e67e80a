import type { ChatMessage } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { hideBroken } from "../hide-broken.js";
import { icon } from "../icon.js";
import { safeUrl } from "../safe-url.js";
import type { Localization } from "../strings/localization.js";
import type { MessageContext } from "./message.js";
import { openPicture } from "./open-picture.js";
import { imagePicture, type Picture, type Pictures } from "./picture.js";

const rel = "noopener noreferrer nofollow";

/** The image or the file of a message; an image's space is reserved before it has loaded. */
export function attachment(
  message: ChatMessage,
  { localization, server }: MessageContext,
  pictures: Pictures,
): TemplateResult | typeof nothing {
  const { strings } = localization;
  const url = safeUrl(message.attachmentUrl, server);
  if (!url) return nothing;
  const picture = imagePicture(message, strings, server);
  if (picture) return image(picture, localization, pictures);
  return html`<a class="file" part="file" href=${url} target="_blank" rel=${rel}>
    ${icon("file")}<bdi>${fileName(url) || strings.file}</bdi>
  </a>`;
}

function image(
  { key, url, name }: Picture,
  localization: Localization,
  pictures: Pictures,
): TemplateResult {
  return html`<a
    class="image"
    part="image"
    href=${url}
    target="_blank"
    rel=${rel}
    aria-haspopup="dialog"
    @click=${open}
  >
    <img
      src=${url}
      alt=${name}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @error=${hideBroken}
    />
    <span class="broken">${icon("alert")}${localization.strings.imageFailed}</span>
  </a>`;

  function open(event: MouseEvent): void {
    openPicture(event, { key, pictures, localization });
  }
}

/** Decoded, unless that would turn it around: the end of `report%E2%80%AEfdp.exe` would seem to be `pdf`. */
function fileName(url: string): string {
  const name = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    const decoded = decodeURIComponent(name);
    return /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(decoded) ? name : decoded;
  } catch {
    return name;
  }
}
