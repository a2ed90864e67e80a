import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import type { LightboxStrings } from "../strings/lightbox-strings.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { lightboxIcon } from "./lightbox-icon.js";
import type { Picture } from "./picture.js";

export interface LightboxState {
  readonly picture: Picture;
  /** Which one it is of how many; empty for the only one. */
  readonly place: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly phase: "loading" | "shown" | "failed";
  /** Whether there is more to see of it than in the window. */
  readonly isLarge: boolean;
  /** As large as it is, and scrolled. */
  readonly isFull: boolean;
}

export interface LightboxActions {
  readonly close: () => void;
  readonly previous: () => void;
  readonly next: () => void;
  readonly zoom: () => void;
  readonly loaded: () => void;
  readonly lost: () => void;
  readonly retry: () => void;
}

/** The picture, and around it what can be done with it. */
export function lightboxView(
  state: LightboxState,
  actions: LightboxActions,
  texts: Strings & LightboxStrings,
): TemplateResult {
  const { picture, place, isFirst, isLast, phase, isLarge, isFull } = state;
  return html`<div class="tools">
      <p class="place" role="status">${place}</p>
      ${button(
        isFull ? texts.fitToWindow : texts.fullSize,
        lightboxIcon(isFull ? "reduce" : "enlarge"),
        actions.zoom,
        !isLarge,
      )}
      <a
        class="tool"
        part="lightbox-button"
        href=${picture.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label=${texts.openOriginal}
        title=${texts.openOriginal}
        >${lightboxIcon("original")}</a
      >
      ${button(texts.closePicture, icon("close"), actions.close)}
    </div>
    <div
      class=${`stage ${isFull ? "full" : isLarge ? "large" : ""}`}
      role=${isFull ? "group" : nothing}
      aria-label=${isFull ? picture.name : nothing}
      tabindex=${isFull ? 0 : -1}
    >
      <img
        part="lightbox-image"
        alt=${picture.name}
        draggable="false"
        decoding="async"
        referrerpolicy="no-referrer"
        ?hidden=${phase !== "shown"}
        @load=${actions.loaded}
        @error=${actions.lost}
      />
      ${phase === "loading" ? loading() : phase === "failed" ? failed() : nothing}
    </div>
    ${
      place
        ? html`<div class="turn">
            ${button(texts.previousPicture, lightboxIcon("previous"), actions.previous, isFirst)}
            ${button(texts.nextPicture, lightboxIcon("next"), actions.next, isLast)}
          </div>`
        : nothing
    }
    ${picture.caption ? caption() : nothing}`;

  function button(
    label: string,
    drawing: TemplateResult,
    run: () => void,
    isDisabled = false,
  ): TemplateResult {
    return html`<button
      class="tool"
      part="lightbox-button"
      aria-label=${label}
      title=${label}
      aria-disabled=${isDisabled}
      @click=${() => isDisabled || run()}
    >
      ${drawing}
    </button>`;
  }

  function caption(): TemplateResult {
    return html`<p class="caption" part="lightbox-caption" dir="auto">${picture.caption}</p>`;
  }

  function loading(): TemplateResult {
    return html`<p class="coming" role="status">
      <span class="spinner"></span><span class="hidden">${texts.pictureLoading}</span>
    </p>`;
  }

  function failed(): TemplateResult {
    return html`<div class="lost">
      ${icon("alert")}
      <p role="alert">${texts.pictureFailed}</p>
      <button class="text" part="button" @click=${actions.retry}>${texts.tryAgain}</button>
    </div>`;
  }
}
