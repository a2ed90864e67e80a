import type { ReactiveControllerHost } from "lit";
import { inboxTexts as english } from "../strings/inbox-en.js";
import type { InboxStrings, InboxTexts } from "../strings/inbox-strings.js";
import { inboxTables } from "../strings/inbox-tables.js";
import type { Localization } from "../strings/localization.js";
import type { Strings } from "../strings/photo-chat-strings.js";

/** The inbox's texts in the language of the element. */
export class InboxTextsController {
  /** Null until those of the language are there. */
  strings: (Strings & InboxStrings) | null = null;
  readonly #host: ReactiveControllerHost;
  #localization: Localization | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Texts that the page has set go before the language's own. */
  in(localization: Localization): (Strings & InboxStrings) | null {
    if (localization !== this.#localization) {
      this.#localization = localization;
      const load = inboxTables[localization.language];
      if (load) void this.#load(load, localization);
      else this.#use(english, localization);
    }
    return this.strings;
  }

  async #load(load: () => Promise<{ inboxTexts: InboxTexts }>, localization: Localization) {
    const texts = await load().then(
      ({ inboxTexts }) => inboxTexts,
      () => english,
    );
    if (localization !== this.#localization) return;
    this.#use(texts, localization);
    this.#host.requestUpdate();
  }

  #use(texts: InboxTexts, { strings, format }: Localization): void {
    this.strings = { ...texts(format), ...strings };
  }
}
