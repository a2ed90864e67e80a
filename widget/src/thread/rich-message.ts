import type { ChatMessage } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { aboutCard } from "./about-card.js";
import { attachment } from "./attachment.js";
import { linkify } from "./linkify.js";
import type { MessageContext } from "./message.js";

export { aboutCard } from "./about-card.js";
export { richMessageStyles as styles } from "./rich-message-styles.js";

/** What is in a message that has more than words: a card, an image or a file, links. */
export function richMessage(message: ChatMessage, context: MessageContext): TemplateResult {
  const { about, messageText } = message;
  const { localization, server } = context;
  return html`${about ? aboutCard(about, localization.strings, server) : nothing}
  ${attachment(message, context)}
  ${messageText ? html`<p class="text" dir="auto">${text(messageText)}</p>` : nothing}`;
}

function text(messageText: string): unknown[] {
  return linkify(messageText).map(({ text, href }) =>
    href
      ? html`<bdi
          ><a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a></bdi
        >`
      : text,
  );
}
