import type { Participant } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { hideBroken } from "../hide-broken.js";
import { safeUrl } from "../safe-url.js";
import { startOfDay } from "../strings/format.js";
import type { Localization } from "../strings/localization.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import type { View } from "../view.js";
import { initials } from "./initials.js";
import { nameOf } from "./name-of.js";

const MINUTE = 60_000;

/**
 * Who one talks to, or the room for that until it is known, and whether they are there. Without a
 * connection nobody knows who is there.
 *
 * @param connected null where there is nothing to connect for, or nothing more is tried
 */
export function header(
  view: View,
  peer: Participant | undefined,
  connected: boolean | null,
): TemplateResult {
  const { strings } = view.localization;
  return html`<slot name="header"
    >${
      peer || connected !== null
        ? html`${avatar(peer, strings)}
            <span class="who">
              <span class="name" part="name" dir="auto">${peer && nameOf(peer, strings)}</span>
              <span
                class="presence"
                part="presence"
                ?data-online=${connected && peer?.online && !peer.away}
                >${peer && connected ? presence(view, peer) : nothing}</span
              >
            </span>`
        : html`<span class="who name">${strings.chat}</span>`
    }</slot
  >`;
}

function presence({ localization, clock }: View, peer: Participant): string {
  const { strings, format } = localization;
  if (peer.away) {
    const back = new Date(peer.backAt ?? 0);
    if (Number(back) > clock.now) clock.wakeAt(Number(back));
    return away(localization, back, new Date(clock.now));
  }
  if (peer.online) return strings.online;
  if (!peer.lastSeenAt) return strings.offline;
  clock.wakeAt(clock.now + MINUTE);
  const ago = format.ago(new Date(peer.lastSeenAt), new Date(clock.now));
  return strings.lastSeen(ago ?? strings.justNow);
}

function away({ strings, format }: Localization, back: Date, now: Date): string {
  if (back <= now) return strings.away;
  const isToday = startOfDay(back) === startOfDay(now);
  return isToday ? strings.backAt(format.time(back)) : strings.backOn(format.coming(back, now));
}

/** A picture over the initials, which stay for one that does not load. */
export function avatar(peer: Participant | undefined, strings: Strings): TemplateResult {
  const url = peer && safeUrl(peer.picture, document.baseURI);
  return html`<span class="avatar" part="avatar" aria-hidden="true">
    ${peer && initials(nameOf(peer, strings))}
    ${url ? html`<img src=${url} alt="" referrerpolicy="no-referrer" @load=${show} @error=${hideBroken} />` : nothing}
  </span>`;
}

function show({ target }: Event): void {
  (target as HTMLElement).hidden = false;
}
