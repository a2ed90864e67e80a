import type { ChatMessage, ConversationSnapshot } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { avatar } from "../status/header.js";
import { nameOf } from "../status/name-of.js";
import type { InboxStrings } from "../strings/inbox-strings.js";
import type { Format } from "../strings/format.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { highlighted } from "./highlighted.js";
import { peerOf } from "./peer-of.js";
import { preview } from "./preview.js";
import { shortDate } from "./short-date.js";

export interface RowContext {
  readonly strings: Strings & InboxStrings;
  readonly format: Format;
  /** Its start, in epoch milliseconds: with a `Date` every row would be drawn again each time. */
  readonly today: number;
  readonly me: string | undefined;
  /** Whether it is known who is there. */
  readonly connected: boolean;
  readonly query: string;
}

export interface RowState {
  readonly conversation: ConversationSnapshot;
  /** The one to show of it. */
  readonly message: ChatMessage | undefined;
  readonly current: boolean;
  /** The one row that Tab leads to. */
  readonly reachable: boolean;
  readonly position: number;
  readonly count: number;
}

/** One conversation of the list: who, what was said last and when, and how much of it is unread. */
export function conversationRow(row: RowState, context: RowContext): TemplateResult {
  const { conversation, message, current, reachable, position, count } = row;
  const { strings, format, connected, me, query } = context;
  const { conversationId, unreadCount, typing } = conversation;
  const peer = peerOf(conversation, me);
  const name = nameOf(peer, strings);
  const draft = current || query ? "" : conversation.draft;
  return html`<li aria-setsize=${count} aria-posinset=${position}>
    <button
      class="conversation"
      ?data-unread=${unreadCount > 0}
      part=${current ? "conversation current-conversation" : "conversation"}
      data-id=${conversationId}
      tabindex=${reachable ? 0 : -1}
      aria-current=${current ? "true" : nothing}
    >
      <span class="face">
        ${avatar(peer, strings)}
        ${
          connected && peer?.online
            ? html`<span class="dot"><span class="hidden">${strings.online}</span></span>`
            : nothing
        }
      </span>
      <span class="line">
        <span class="name" dir="auto">${highlighted(name, query)}</span>
        ${message ? time(message) : nothing}
      </span>
      <span class="line">
        ${preview({ typing: !query && typing.length > 0, draft, message }, context)}
        ${unreadCount ? badge() : nothing}
      </span>
    </button>
  </li>`;

  function time({ createdAt }: ChatMessage): TemplateResult {
    const date = new Date(createdAt);
    return html`<time datetime=${createdAt} title=${format.dateAndTime(date)}
      >${shortDate(format, date, new Date(context.today))}</time
    >`;
  }

  function badge(): TemplateResult {
    return html`<span class="count" part="badge">
      <span aria-hidden="true">${unreadCount > 99 ? "99+" : format.number(unreadCount)}</span>
      <span class="hidden">${strings.unread(unreadCount)}</span>
    </span>`;
  }
}
