import type { ChatMessage } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { hideBroken } from "../hide-broken.js";
import { icon } from "../icon.js";
import { safeUrl } from "../safe-url.js";
import type { MessageContext } from "./message.js";

/** The image or the file of a message; its space is reserved before it has loaded. */
export function attachment(
  { attachmentUrl, messageType }: ChatMessage,
  { localization, server }: MessageContext,
): TemplateResult | typeof nothing {
  const { strings } = localization;
  const url = safeUrl(attachmentUrl, server);
  if (!url) return nothing;
  const rel = "noopener noreferrer nofollow";
  if (messageType === "image") {
    return html`<a class="image" part="image" href=${url} target="_blank" rel=${rel}>
      <img
        src=${url}
        alt=${strings.image}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        @error=${hideBroken}
      />
      <span class="broken">${icon("alert")}${strings.imageFailed}</span>
    </a>`;
  }
  return html`<a class="file" part="file" href=${url} target="_blank" rel=${rel}>
    ${icon("file")}<bdi>${fileName(url) || strings.file}</bdi>
  </a>`;
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
