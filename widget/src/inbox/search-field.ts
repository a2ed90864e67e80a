import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { InboxStrings } from "../strings/inbox-strings.js";
import { inboxIcon } from "./inbox-icon.js";
import type { ListController } from "./list-controller.js";

/** Where one looks for people and messages. */
export function searchField(strings: InboxStrings, list: ListController): TemplateResult {
  const { search } = list;
  return html`<div class="search" part="search">
    ${inboxIcon("search")}
    <input
      type="text"
      role="searchbox"
      dir="auto"
      autocomplete="off"
      spellcheck="false"
      maxlength="100"
      aria-label=${strings.search}
      aria-keyshortcuts="Control+K Meta+K /"
      placeholder=${strings.search}
      .value=${search.query}
      @input=${({ target }: Event) => search.set((target as HTMLInputElement).value)}
      @keydown=${keydown}
    />
    ${search.state === "asking" ? html`<span class="spinner"></span>` : nothing}
    ${
      search.query
        ? html`<button
            class="close"
            part="button"
            aria-label=${strings.clearSearch}
            @click=${clear}
          >
            ${icon("close")}
          </button>`
        : nothing
    }
  </div>`;

  function clear({ currentTarget }: Event): void {
    const field = (currentTarget as HTMLElement).closest(".search")?.querySelector("input");
    search.set("");
    field?.focus();
  }

  function keydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape" && search.query) {
      event.preventDefault();
      event.stopPropagation();
      search.set("");
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      list.focusFirst();
    } else if (event.key === "Enter" && search.wanted) {
      event.preventDefault();
      list.openFirst();
    }
  }
}
