import type { ChatMessage } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { errorText } from "../strings/error-text.js";
import { aboutCard } from "./about-card.js";
import { attachment } from "./attachment.js";
import { linkify } from "./linkify.js";
import type { MessageContext } from "./message.js";
import { picturesIn } from "./picture.js";

export { aboutCard } from "./about-card.js";
export { richMessageStyles as styles } from "./rich-message-styles.js";

/** What is in a message that has more than words: a card, an image or a file, links. */
export function richMessage(message: ChatMessage, context: MessageContext): TemplateResult {
  const { about, key, messageText } = message;
  const { conversation, localization, server } = context;
  const pictures = () => picturesIn(conversation.snapshot.messages, localization.strings, server);
  return html`${about ? aboutCard(about, localization, server, key, pictures) : nothing}
  ${attachment(message, context, pictures)}
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

/** Why it was not sent, and what to do. */
export function failure(message: ChatMessage, context: MessageContext): TemplateResult {
  const { conversation, localization } = context;
  const { strings } = localization;
  const id = message.clientMessageId;
  return html`<div class="failure" part="failure">
    <span role="alert">${strings.failed}. ${errorText(strings, message.error)}</span>
    <button class="text" part="button" @click=${() => conversation.retry(id)}>
      ${strings.retry}
    </button>
    <button class="text" part="button" @click=${() => void conversation.discard(id)}>
      ${strings.discard}
    </button>
  </div>`;
}
