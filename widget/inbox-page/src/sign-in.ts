import { html, nothing, render, type TemplateResult } from "lit";
import { mark } from "./icon.js";
import { ApiError, requestJson } from "./request-json.js";
import type { Session } from "./session.js";
import { strings } from "./strings.js";

const texts = strings.signIn;
const COMMAND = 'npx photo-chat link --sub anna --name "Anna Lind"';

type State = "form" | "sending" | "sent" | "exchanging" | "interrupted";

/** The way in: by the link's code, or by asking for a link. */
export class SignIn {
  readonly #place = document.createElement("div");
  readonly #session: Session;
  readonly #enter: () => void;
  #state: State = "form";
  #problem: string | null = null;
  #email = "";
  /** Of a link, while the server could not be asked about it. */
  #code: string | null = null;

  constructor(page: HTMLElement, session: Session, enter: () => void) {
    this.#place.className = "door";
    page.replaceChildren(this.#place);
    this.#session = session;
    this.#enter = enter;
  }

  show(problem: string | null = null): void {
    document.title = strings.title;
    this.#set("form", problem);
    this.#place.querySelector("input")?.focus();
  }

  async exchange(code: string): Promise<void> {
    this.#set("exchanging");
    try {
      await this.#session.exchange(code);
      this.#enter();
    } catch (cause) {
      const problem = problemOf(cause);
      this.#code = problem ? code : null;
      if (problem) this.#set("interrupted", problem);
      else this.show(texts.linkRefused);
    }
  }

  readonly #ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.#state === "sending") return;
    const field = this.#place.querySelector("input");
    this.#email = field?.value.trim() ?? "";
    if (!this.#email || !field?.validity.valid) {
      this.#set("form", texts.invalid);
      field?.focus();
      return;
    }
    this.#set("sending");
    try {
      await requestJson("POST", "/api/sign-in", { email: this.#email });
      this.#set("sent");
    } catch (cause) {
      this.#set("form", problemOf(cause) ?? texts.invalid);
    }
  };

  #set(state: State, problem: string | null = null): void {
    this.#state = state;
    this.#problem = problem;
    render(this.#view(), this.#place);
  }

  #view(): TemplateResult {
    const state = this.#state;
    const card = {
      form: this.#form,
      sending: this.#form,
      sent: this.#sent,
      exchanging: waiting,
      interrupted: this.#interrupted,
    }[state];
    return html`<div class="door-card">${mark()} ${card.call(this)}</div>
      ${
        state === "exchanging"
          ? nothing
          : html`<p class="operator">${texts.operator} <code dir="ltr">${COMMAND}</code></p>`
      }`;
  }

  #form(): TemplateResult {
    const problem = this.#problem;
    const sending = this.#state === "sending";
    return html`<h1>${texts.title}</h1>
      <p class="muted">${texts.text}</p>
      <form class="fields" novalidate @submit=${this.#ask}>
        <label class="field">
          <span>${texts.email}</span>
          <input
            type="email"
            name="email"
            autocomplete="email"
            inputmode="email"
            maxlength="254"
            required
            dir="ltr"
            .value=${this.#email}
            aria-invalid=${problem === texts.invalid ? "true" : nothing}
            aria-describedby=${problem ? "problem" : nothing}
          />
        </label>
        ${problem ? html`<p class="problem" id="problem" role="alert">${problem}</p>` : nothing}
        <button class="primary" aria-disabled=${sending}>
          ${sending ? texts.sending : texts.send}
        </button>
      </form>`;
  }

  #interrupted(): TemplateResult {
    return html`<h1>${texts.title}</h1>
      <p class="problem" role="alert">${this.#problem}</p>
      <button class="primary" @click=${() => this.exchange(this.#code ?? "")}>
        ${strings.settings.tryAgain}
      </button>`;
  }

  #sent(): TemplateResult {
    return html`<h1>${texts.sentTitle}</h1>
      <p class="muted" role="status">${texts.sentText(this.#email)}</p>
      <button class="plain-button" @click=${() => this.show()}>${texts.another}</button>`;
  }
}

function waiting(): TemplateResult {
  return html`<h1>${texts.title}</h1>
    <p class="muted" role="status"><span class="spinner"></span> ${texts.exchanging}</p>`;
}

/** What to say of a failure; null for a refusal, which means something else at each place. */
function problemOf(cause: unknown): string | null {
  const status = cause instanceof ApiError ? cause.status : 0;
  if (status === 429) return texts.tooMany;
  return status === 0 || status >= 500 ? texts.unreachable : null;
}
