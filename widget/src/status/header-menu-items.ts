import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { ChatController } from "../chat-controller.js";
import { keep, kept } from "../guest/kept.js";
import { icon } from "../icon.js";
import { moderationTexts } from "../moderation/moderation-texts.js";
import { openReport } from "../moderation/report-dialog.js";
import { reportDialogStyles } from "../moderation/report-dialog-styles.js";
import { setBlock } from "../moderation/set-block.js";
import { Disclosure } from "../popup/disclosure.js";
import type { Localization } from "../strings/localization.js";
import { nameOf } from "./name-of.js";

export const styles = css`
  .header {
    position: relative;
  }
  .items {
    position: absolute;
    inset-block-start: calc(100% - 10px);
    inset-inline-end: calc(var(--_space) * 4.5);
    z-index: 2;
    max-inline-size: calc(100% - var(--_space) * 9);
    padding: 5px;
    border: 1px solid var(--_line);
    border-radius: min(14px, var(--_radius));
    background: var(--_surface);
    box-shadow: var(--_shadow);
    animation: rise 0.15s;
  }
  .items button {
    display: flex;
    align-items: center;
    gap: 14px;
    inline-size: 100%;
    padding: 9px 12px;
    border-radius: min(10px, var(--_radius));
    font-size: 0.9375em;
    text-align: start;
  }
  .items button span {
    max-inline-size: 16em;
    overflow-wrap: anywhere;
  }
  .items button:hover {
    background: var(--_bubble);
  }
  .items [aria-checked="false"] .icon {
    visibility: hidden;
  }
  ${reportDialogStyles}
`;

export interface MenuContext {
  readonly host: ReactiveControllerHost & HTMLElement;
  readonly localization: Localization;
  readonly chat: ChatController;
  /** The page keeps sounds out of it. */
  readonly quiet: boolean;
  /** Closes the menu, for somebody who has chosen. */
  readonly leave: () => void;
}

/** What the person can set for the chat in this browser, and do about the other one. */
export class HeaderMenuItems extends Disclosure {
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host, ".menu", ".menu button");
    this.#host = host;
  }

  render(context: Omit<MenuContext, "leave">): TemplateResult | typeof nothing {
    return this.isOpen ? items({ ...context, leave: () => this.leave() }) : nothing;
  }

  protected override focus(): void {
    this.#host.shadowRoot?.querySelector<HTMLElement>(".items button")?.focus();
  }
}

export { HeaderMenuItems as Opened };

/** Arrow keys lead from one item to the next, round and round, Home and End to the first and the last. */
function step(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const at = items.indexOf(event.target as HTMLButtonElement);
  const places: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: (at + 1) % items.length,
    Home: 0,
    End: -1,
  };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  items.at(place)?.focus();
}

function items({ host, localization, chat, quiet, leave }: MenuContext): TemplateResult {
  const { strings } = localization;
  return html`<span
    class="items"
    part="menu"
    role="menu"
    aria-label=${strings.menu}
    @keydown=${step}
  >
    ${
      quiet
        ? nothing
        : html`<button role="menuitemcheckbox" aria-checked=${!kept("muted")} @click=${toggleSound}>
            <span>${strings.sound}</span>${icon("sent")}
          </button>`
    }
    ${aboutPeer()}
  </span>`;

  function toggleSound(): void {
    keep("muted", kept("muted") ? null : "yes");
    leave();
  }

  function aboutPeer(): TemplateResult | typeof nothing {
    const { conversation, peer } = chat;
    const texts = moderationTexts(host, localization);
    if (!conversation || !peer || !texts) return nothing;
    const name = nameOf(peer, strings);
    const { blockedByMe } = conversation.snapshot;
    return html`<button role="menuitem" @click=${toggleBlock}>
        <span>${blockedByMe ? texts.unblock(name) : texts.block(name)}</span>
      </button>
      <button role="menuitem" @click=${report}><span>${texts.report(name)}</span></button>`;

    function toggleBlock(): void {
      setBlock(host, chat, !blockedByMe);
      leave();
    }

    function report(): void {
      leave();
      if (peer && texts) openReport({ host, chat, peer, texts, strings });
    }
  }
}
