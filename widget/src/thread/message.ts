import type { ChatConversation, ChatMessage, DeliveryStatus } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { Localization } from "../strings/localization.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import type { MessageRow } from "./message-rows.js";
import type * as Rich from "./rich-message.js";
import { wordFor } from "./word-for.js";

export interface MessageContext {
  readonly localization: Localization;
  readonly conversation: ChatConversation;
  /** What relative attachment addresses are relative to. */
  readonly server: string;
  readonly now: Date;
  /** The other one's name. */
  readonly peerName: string;
  /** Null for a message that needs no more than its words, and until it has come. */
  readonly rich: typeof Rich | null;
}

/** One message, with the heading of its day when it is the day's first. */
export function message(row: MessageRow, context: MessageContext): TemplateResult {
  const { message, startsDay, startsUnread, first, last, detailed } = row;
  const { strings, format } = context.localization;
  const date = new Date(message.createdAt);
  const kind = `${message.own ? "own" : "other"} ${first ? "first" : ""} ${last ? "last" : ""}`;
  return html`<li data-key=${message.key} class=${`row ${kind}`}>
    ${startsDay ? html`<h3 class="day" part="day">${format.day(date, context.now)}</h3>` : nothing}
    ${startsUnread ? html`<h3 class="unread" part="unread">${strings.unreadStart}</h3>` : nothing}
    ${first ? html`<span class="hidden">${message.own ? strings.you : context.peerName}</span>` : nothing}
    <div
      class="bubble"
      part=${message.own ? "bubble own-bubble" : "bubble other-bubble"}
      title=${format.dateAndTime(date)}
    >
      ${context.rich?.richMessage(message, context) ?? plain(message, strings)}
    </div>
    <div class=${`detail ${detailed ? "" : "hidden"}`} part="detail">
      <time datetime=${message.createdAt}>${format.time(date)}</time>
      ${message.status ? status(message.status, strings) : nothing}
    </div>
    ${message.status === "failed" ? context.rich?.failure(message, context) : nothing}
  </li>`;
}

/** Whether a message is more than its words, or may be: an address makes a link. */
export function isRich({ messageText, attachmentUrl, about, status }: ChatMessage): boolean {
  const isMore = Boolean(attachmentUrl ?? about) || status === "failed";
  return isMore || /https?:|www\./i.test(messageText);
}

function plain(message: ChatMessage, strings: Strings): TemplateResult {
  return html`<p class="text" dir="auto">${message.messageText || wordFor(message, strings)}</p>`;
}

function status(status: DeliveryStatus, strings: Strings): TemplateResult {
  return html`<span
    class="status"
    part="status"
    role="img"
    aria-label=${strings[status]}
    title=${strings[status]}
    data-status=${status}
    >${icon(status === "failed" ? "alert" : status)}</span
  >`;
}
