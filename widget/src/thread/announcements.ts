import type { ChatMessage } from "@photo-chat/sdk";
import { html, type TemplateResult } from "lit";
import type { Strings } from "../strings/photo-chat-strings.js";
import { keyed } from "./keyed.js";
import { wordFor } from "./word-for.js";

/**
 * What a screen reader says as it comes in. Each message has a node of its own for as long as it is
 * here: a text that moved to another node would be read once more.
 */
export function announcements(messages: readonly ChatMessage[], strings: Strings): TemplateResult {
  return html`<div class="hidden" role="log" aria-live="polite">
    ${keyed(
      messages.map((message) => {
        const text = message.messageText || wordFor(message, strings);
        return { key: message.key, inputs: [text], draw: () => html`<p>${text}</p>` };
      }),
    )}
  </div>`;
}
