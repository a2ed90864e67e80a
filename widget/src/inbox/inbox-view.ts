import { html, nothing, type TemplateResult } from "lit";
import { banner } from "../status/banner.js";
import { nameOf } from "../status/name-of.js";
import { notice, skeleton } from "../status/notice.js";
import { errorText } from "../strings/error-text.js";
import type { InboxStrings } from "../strings/inbox-strings.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { icon } from "../icon.js";
import { keyed, type Row } from "../thread/keyed.js";
import type { View } from "../view.js";
import { conversationList } from "./conversation-list.js";
import type { InboxController } from "./inbox-controller.js";
import { searchField } from "./search-field.js";

/** The list of conversations and the chosen one, beside each other or one at a time. */
export function inboxView(
  view: View,
  inbox: InboxController,
  conversation: () => TemplateResult,
): TemplateResult {
  const strings = inbox.texts.in(view.localization);
  if (!strings) return skeleton(view.localization.strings.loading);
  const { chat, list, isOpen, announcement } = inbox;
  const { client, failure } = chat;
  if (!client) {
    return notice(
      failure ? errorText(strings, failure) : (strings.errors.auth_missing ?? strings.errors.other),
    );
  }
  const { connection, conversations } = client.snapshot;
  const failed = connection.state === "stopped" && conversations.length === 0;
  const showsOne = isOpen && !failed;
  return html`${failed ? nothing : banner(view, chat)}
    <div class="inbox" ?data-open=${showsOne}>
      <div class="all" part="inbox">
        <div class="header">
          <h2 class="title" part="inbox-title">${strings.inbox}</h2>
          <slot name="inbox-actions"></slot>
        </div>
        ${conversations.length ? searchField(strings, list) : nothing} ${body()}
        <p class="hidden" role="status">${keyed(announcement ? [spoken(announcement)] : [])}</p>
      </div>
      <div class="pane">
        ${chat.peer ? html`<h2 class="hidden">${nameOf(chat.peer, strings)}</h2>` : nothing}
        ${showsOne || inbox.closing ? conversation() : none(conversations.length ? strings : null)}
      </div>
    </div>`;

  function body(): TemplateResult {
    if (!strings) return html``;
    if (failed) {
      return notice(errorText(strings, connection.reason), {
        label: strings.tryAgain,
        run: chat.tryAgain,
      });
    }
    if (conversations.length) return conversationList(view, strings, inbox);
    const listed = connection.state === "online" && !connection.catchingUp;
    return listed ? empty(strings) : rowSkeleton(strings);
  }
}

type Texts = Strings & InboxStrings;

/** In a node of its own: the same words once more would not be said. */
function spoken({ key, text }: { readonly key: string; readonly text: string }): Row {
  return { key, inputs: [text], draw: () => html`<span>${text}</span>` };
}

function empty(strings: Texts): TemplateResult {
  return html`<div class="blank" part="empty">
    <slot name="inbox-empty">
      <span class="avatar">${icon("chat")}</span>
      <p class="title">${strings.inboxEmptyTitle}</p>
      <p>${strings.inboxEmptyText}</p>
    </slot>
  </div>`;
}

/** @param strings null while there is nothing to choose from */
function none(strings: Texts | null): TemplateResult {
  return html`<div class="blank" part="empty">
    <slot name="inbox-none"
      >${
        strings &&
        html`<span class="avatar">${icon("chat")}</span>
          <p class="title">${strings.chooseTitle}</p>
          <p>${strings.chooseText}</p>`
      }</slot
    >
  </div>`;
}

/** The shape of a list that is on its way. */
function rowSkeleton(strings: Texts): TemplateResult {
  return html`<div class="coming" role="status">
    <span class="hidden">${strings.loadingInbox}</span>
    ${[1, 2, 3, 4, 5, 6].map(() => html`<i></i>`)}
  </div>`;
}
