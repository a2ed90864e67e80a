import type { PhotoChatElement } from "@photo-chat/widget";
import { html, render } from "lit";
import { linkDeeply } from "./deep-link.js";
import { icon } from "./icon.js";
import type { Preferences } from "./preferences.js";
import { ReplyPicker } from "./replies/reply-picker.js";
import { SavedReplies } from "./replies/saved-replies.js";
import type { Session } from "./session.js";
import { SettingsPanel } from "./settings/settings-panel.js";
import { strings } from "./strings.js";

/** Where a photographer works: the inbox in the whole window, and what stands around it. */
export class Desk {
  readonly #place: HTMLElement;
  readonly #session: Session;
  readonly #preferences: Preferences;
  readonly #chat: PhotoChatElement;
  readonly #stops: (() => void)[];

  constructor(place: HTMLElement, session: Session, preferences: Preferences) {
    this.#place = place;
    this.#session = session;
    this.#preferences = preferences;
    const chat = document.createElement("photo-chat");
    this.#chat = chat;
    chat.mode = "inbox";
    chat.getToken = () => session.token();
    const replies = new SavedReplies(session);
    const settings = new SettingsPanel({
      session,
      preferences,
      replies,
      waiting: () => chat.pendingCount,
      signOut: this.#signOut,
    });
    const picker = new ReplyPicker(chat, replies, () => settings.open("replies"));
    chat.append(this.#settingsButton(settings), picker.button);
    const heading = document.createElement("h1");
    heading.className = "hidden";
    heading.textContent = strings.title;
    place.replaceChildren(heading, chat, settings.dialog, picker.popover);
    preferences.onChange = () => (chat.theme = preferences.theme);
    preferences.onChange();
    addEventListener("keydown", this.#toSearch);
    document.title = strings.title;
    this.#stops = [linkDeeply(chat), () => picker.dispose()];
  }

  dispose(): void {
    removeEventListener("keydown", this.#toSearch);
    this.#preferences.onChange = () => {};
    for (const stop of this.#stops.splice(0)) stop();
    this.#place.replaceChildren();
  }

  #settingsButton(settings: SettingsPanel): HTMLElement {
    const place = document.createElement("span");
    place.slot = "inbox-actions";
    render(
      html`<button
        class="round"
        aria-label=${strings.settings.open}
        title=${strings.settings.open}
        @click=${() => settings.open("profile")}
      >
        ${icon("settings")}
      </button>`,
      place,
    );
    return place;
  }

  readonly #signOut = async (): Promise<void> => {
    await this.#chat.logout().catch(() => {});
    this.#preferences.forget();
    await this.#session.signOut();
  };

  /** The keys of the inbox work wherever nothing else has the focus. */
  readonly #toSearch = (event: KeyboardEvent): void => {
    if (event.target !== document.body || !this.#chat.isConnected) return;
    const { key, ctrlKey, metaKey } = event;
    const copy = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, cancelable: true });
    if (!this.#chat.dispatchEvent(copy)) event.preventDefault();
  };
}
