import type { ChatConversation } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { startOfDay } from "../strings/format.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import type { View } from "../view.js";
import { greeting } from "./greeting.js";
import { keyed } from "./keyed.js";
import { isRich, message } from "./message.js";
import { messageRows } from "./message-rows.js";
import type { ThreadController } from "./thread-controller.js";

export interface ThreadContext {
  readonly conversation: ChatConversation;
  readonly server: string;
  readonly peerName: string;
  /** What a photographer promises to who has not written yet. */
  readonly promise: string;
  readonly avatar: TemplateResult;
}

/** The messages, what stands around them, and the way back to the newest. */
export function thread(
  { localization, clock, rich: richPart }: View,
  controller: ThreadController,
  context: ThreadContext,
): TemplateResult {
  const { strings } = localization;
  const { conversation, server, peerName, promise, avatar } = context;
  const { hasOlder, loadingOlder, messages, typing } = conversation.snapshot;
  const now = new Date(clock.now);
  const today = startOfDay(now);
  clock.wakeAt(startOfDay(now, 1));
  controller.strings = strings;
  const rows = messageRows(messages, controller.range, controller.unreadKey).map((row) => {
    const rich = isRich(row.message) ? richPart.part : null;
    return {
      key: row.message.key,
      inputs: [...(Object.values(row) as unknown[]), today, localization, peerName, rich],
      draw: () => message(row, { localization, conversation, server, peerName, now, rich }),
    };
  });
  return html`<div
      class="thread"
      part="thread"
      role="region"
      aria-label=${strings.messages(peerName)}
      tabindex="0"
      @scroll=${controller.onScroll}
      @focusin=${controller.onReach}
      @keydown=${controller.onReach}
      @pointermove=${controller.onReach}
      @pointerdown=${controller.onReach}
    >
      <div class="content">
        ${messages.length === 0 ? greeting(strings, avatar, promise) : nothing}
        <ol class="list" part="list" role="list">
          ${keyed(rows)}
        </ol>
        <div class="end"></div>
        ${typing.map(
          ({ userName }) =>
            html`<p class="typing" part="typing">
              <span class="hidden">${strings.typing(userName ?? peerName)}</span><i></i><i></i
              ><i></i>
            </p>`,
        )}
      </div>
    </div>
    ${loadingOlder ? olderComing(strings) : nothing}
    ${controller.olderFailed && hasOlder ? olderFailed(strings, controller) : nothing}
    ${wayBack(strings, controller)}`;
}

function olderComing(strings: Strings): TemplateResult {
  return html`<p class="pill older coming" part="pill" role="status">
    <span class="spinner"></span><span class="hidden">${strings.loadingOlder}</span>
  </p>`;
}

function olderFailed(strings: Strings, { loadOlder }: ThreadController): TemplateResult {
  return html`<p class="pill older" part="pill" role="alert">
    ${strings.olderFailed}
    <button class="text" part="button" @click=${loadOlder}>${strings.tryAgain}</button>
  </p>`;
}

function wayBack(strings: Strings, controller: ThreadController): TemplateResult | typeof nothing {
  const { newCount, far, toNewest } = controller;
  if (!newCount && !far) return nothing;
  return html`<button
    class="pill newest"
    part="pill newest-button"
    aria-label=${newCount ? strings.newMessages(newCount) : strings.toNewest}
    @click=${toNewest}
  >
    ${newCount ? strings.newMessages(newCount) : nothing}${icon("down")}
  </button>`;
}
