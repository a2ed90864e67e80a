import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { ChatController } from "../chat-controller.js";
import { moderationTexts } from "../moderation/moderation-texts.js";
import { setBlock } from "../moderation/set-block.js";
import { nameOf } from "../status/name-of.js";
import type { View } from "../view.js";

export const styles = css`
  .closed {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 3.5);
    color: var(--_muted);
    font-size: 0.875em;
    text-align: center;
    text-wrap: balance;
  }
`;

/** Stands where one would write, in a conversation that takes no messages. */
export function closedComposer(
  { localization }: View,
  host: ReactiveControllerHost & HTMLElement,
  chat: ChatController,
): TemplateResult {
  const texts = moderationTexts(host, localization);
  const blockedByMe = chat.conversation?.snapshot.blockedByMe;
  const name = nameOf(chat.peer, localization.strings);
  return html`<div class="composer closed" part="composer" role="status">
    ${blockedByMe ? texts?.closedByMe(name) : texts?.closed}
    ${
      blockedByMe && texts
        ? html`<button class="text" part="button" @click=${unblock}>${texts.liftBlock}</button>`
        : nothing
    }
  </div>`;

  function unblock(): void {
    setBlock(host, chat, false);
  }
}
