import { html, nothing, type TemplateResult } from "lit";
import { THEMES, type Theme } from "../preferences.js";
import type { Session } from "../session.js";
import { strings } from "../strings.js";
import type { Section } from "./section.js";
import { segments } from "./segments.js";

const texts = strings.embed;
const MODES = ["popup", "inline"] as const;
/** So long a feedback stays, in milliseconds. */
const FEEDBACK_MS = 2_500;

/** The line that puts the chat into a website. */
export class EmbedSection implements Section {
  readonly title = texts.title;
  readonly text = texts.text;
  readonly #changed: () => void;
  readonly #session: Session;
  #userId: string | null = null;
  #mode: (typeof MODES)[number] = "popup";
  #theme: Theme = "auto";
  #feedback: string | null = null;

  constructor(session: Session, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    const me = await this.#session.request<{ userId?: string; user?: { userId: string } }>(
      "GET",
      "/api/me",
    );
    this.#userId = me.user?.userId ?? me.userId ?? null;
    this.#changed();
  }

  get #line(): string {
    const attributes = [
      `src="${location.origin}/photo-chat.js"`,
      `data-with="${escaped(this.#userId ?? "")}"`,
      ...(this.#mode === "inline" ? [`data-mode="inline"`] : []),
      ...(this.#theme === "auto" ? [] : [`data-theme="${this.#theme}"`]),
    ];
    return `<script type="module" ${attributes.join(" ")}></script>`;
  }

  render(): TemplateResult {
    const { auto, light, dark } = strings.device;
    return html`<div class="fields">
      ${segments(texts.mode, "embed-mode", MODES, texts, this.#mode, (mode) => {
        this.#mode = mode;
        this.#changed();
      })}
      ${segments(
        texts.theme,
        "embed-theme",
        THEMES,
        { auto, light, dark },
        this.#theme,
        (theme) => {
          this.#theme = theme;
          this.#changed();
        },
      )}
      <pre
        class="code"
        tabindex="0"
        role="region"
        aria-label=${texts.code}
      ><code>${this.#line}</code></pre>
      <div class="form-foot">
        <button class="primary" @click=${this.#copy}>${texts.copy}</button>
        <span class="outcome" role="status">${this.#feedback ?? nothing}</span>
      </div>
    </div>`;
  }

  readonly #copy = async (): Promise<void> => {
    this.#feedback = await navigator.clipboard.writeText(this.#line).then(
      () => texts.copied,
      () => texts.copyFailed,
    );
    this.#changed();
    setTimeout(() => {
      this.#feedback = null;
      this.#changed();
    }, FEEDBACK_MS);
  };
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
