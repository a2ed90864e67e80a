import { html, type TemplateResult } from "lit";
import type { InboxStrings } from "../strings/inbox-strings.js";
import { startOfDay } from "../strings/format.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { keyed } from "../thread/keyed.js";
import type { View } from "../view.js";
import { conversationRow } from "./conversation-row.js";
import type { InboxController } from "./inbox-controller.js";

/** The rows, and what a search has to say besides. */
export function conversationList(
  { localization, clock }: View,
  strings: Strings & InboxStrings,
  { chat, list }: InboxController,
): TemplateResult {
  const { rows, rendered, start, search, reachable, heldUntil } = list;
  const { connection, user } = chat.client?.snapshot ?? {};
  const today = startOfDay(new Date(clock.now));
  clock.wakeAt(startOfDay(new Date(today), 1));
  if (heldUntil > clock.now) clock.wakeAt(heldUntil);
  const query = search.wanted;
  const context = {
    strings,
    format: localization.format,
    today,
    me: user?.userId,
    connected: connection?.state === "online",
    query,
  };
  const nothingFound = query !== "" && rows.length === 0 && search.state !== "asking";
  const items = rendered.map((conversation, index) => {
    const row = {
      conversation,
      message: search.matchOf(conversation) ?? conversation.messages.at(-1),
      current: conversation.conversationId === chat.conversation?.id,
      reachable: conversation.conversationId === reachable,
      position: start + index + 1,
      count: rows.length,
    };
    const inputs = [...Object.values(row), ...Object.values(context)];
    return {
      key: conversation.conversationId,
      inputs,
      draw: () => conversationRow(row, context),
    };
  });
  return html`<div
      class="rows"
      tabindex="-1"
      @scroll=${list.onScroll}
      @pointermove=${list.hold}
      @pointerdown=${list.hold}
      @pointerleave=${list.release}
      @click=${list.onClick}
      @keydown=${list.onKeydown}
      @focusin=${list.onFocus}
      @focusout=${list.onBlur}
    >
      <ul role="list" aria-label=${strings.inbox}>
        ${keyed(items)}
      </ul>
      ${nothingFound ? nothingThere() : ""}
      ${
        query && search.state === "failed"
          ? html`<p class="missing" role="alert">
              ${strings.searchFailed}
              <button class="text" part="button" @click=${search.ask}>${strings.tryAgain}</button>
            </p>`
          : ""
      }
    </div>
    <p class="hidden" role="status">${query ? outcome() : ""}</p>`;

  function nothingThere(): TemplateResult {
    return html`<div class="blank" part="empty">
      <p class="title">${strings.nothingFound(query)}</p>
      <p>${strings.nothingFoundText}</p>
    </div>`;
  }

  function outcome(): string {
    if (search.state === "asking") return strings.searching;
    return rows.length ? strings.results(rows.length) : strings.nothingFound(query);
  }
}
