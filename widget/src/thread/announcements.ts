import type { ChatMessage } from "@photo-chat/sdk";
import { html, type TemplateResult } from "lit";
import type { Strings } from "../strings/photo-chat-strings.js";
import { keyed } from "./keyed.js";

/**
 * What a screen reader says as it comes in. Each message has a node of its own for as long as it is
 * here: a text that moved to another node would be read once more.
 */
export function announcements(messages: readonly ChatMessage[], strings: Strings): TemplateResult {
  return html`<div class="hidden" role="log" aria-live="polite">
    ${keyed(
      messages.map(({ key, messageText, messageType, about }) => {
        const other = messageType === "image" ? strings.image : strings.file;
        const text = messageText || about?.title || other;
        return { key, inputs: [text], draw: () => html`<p>${text}</p>` };
      }),
    )}
  </div>`;
}
