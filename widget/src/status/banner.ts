import { html, nothing, type TemplateResult } from "lit";
import type { ChatController } from "../chat-controller.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";

/** A pause shorter than this is none of a person's concern. */
const UNNOTICED_MS = 800;

/** What was held back leaves a little later than told, and may be held again: the line stays meanwhile. */
const HELD_MS = 1_000;

/**
 * Says what is wrong with the connection, or holds messages back, what that means for what was
 * written, and what to do. An attempt after a failure does not change that, only one that succeeds.
 */
export function banner(view: View, chat: ChatController): TemplateResult | typeof nothing {
  const { client, conversation, troubleSince, tryAgain } = chat;
  const { clock } = view;
  const { strings } = view.localization;
  if (!client) return nothing;
  const { connection, durable, heldUntil } = client.snapshot;
  const waiting = (conversation ?? client).snapshot.pendingCount;
  if (troubleSince === null) {
    const over = heldUntil + HELD_MS;
    return waiting && clock.now < over ? line(strings.held, countdown(view, over)) : nothing;
  }
  const { state, reason, retryAt } = connection;

  if (state === "stopped") {
    return html`<div class="banner" part="banner" role="alert">
      <span>${errorText(strings, reason)}</span>
      <button class="text" part="button" @click=${tryAgain}>${strings.tryAgain}</button>
    </div>`;
  }
  const noticedAt = troubleSince + UNNOTICED_MS;
  if (clock.now < noticedAt) {
    clock.wakeAt(noticedAt);
    return nothing;
  }
  const attempting = state === "connecting";
  if (state === "online" || (attempting && !reason)) {
    const doing = attempting ? strings.connecting : strings.catchingUp;
    return line(doing);
  }
  return html`<div class="banner" part="banner">
    <span role="status">
      <b>${reason?.code === "auth_expired" ? errorText(strings, reason) : strings.disconnected}</b>
      ${waiting ? strings.waiting(waiting) : nothing}
      ${waiting && !durable ? strings.keepOpen : nothing}
    </span>
    ${attempting || retryAt ? countdown(view, retryAt ?? 0, strings.trying) : nothing}
    <button class="text" part="button" @click=${tryAgain}>${strings.tryNow}</button>
  </div>`;
}

function line(text: string, more?: TemplateResult): TemplateResult {
  return html`<div class="banner" part="banner"><span role="status">${text}</span>${more}</div>`;
}

/** Silent for screen readers, which would say every second. */
export function countdown({ clock, localization }: View, at: number, after = ""): TemplateResult {
  const seconds = Math.ceil((at - clock.now) / 1000);
  if (seconds > 0) clock.wakeAt(at - (seconds - 1) * 1000);
  return html`<span class="countdown" aria-hidden="true">
    ${seconds > 0 ? localization.strings.retryIn(seconds) : after}
  </span>`;
}
