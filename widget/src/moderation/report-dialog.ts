import type { Participant, Report, ReportReason } from "@photo-chat/sdk";
import { REPORT_NOTE_LENGTH } from "@photo-chat/sdk/protocol";
import { html, nothing, render, type TemplateResult } from "lit";
import { asChatError, type ChatController } from "../chat-controller.js";
import { nameOf } from "../status/name-of.js";
import { errorText } from "../strings/error-text.js";
import type { ModerationStrings } from "../strings/moderation-strings.js";
import type { Strings } from "../strings/photo-chat-strings.js";
import { setBlock } from "./set-block.js";

const reasons: readonly ReportReason[] = ["spam", "abuse", "other"];

export interface ReportContext {
  readonly host: HTMLElement;
  readonly chat: ChatController;
  readonly peer: Participant;
  readonly texts: ModerationStrings;
  readonly strings: Strings;
}

/**
 * Asks what is wrong with the other one and tells the host; offers to block them afterwards. Who
 * had the focus has it again when the dialog is gone.
 */
export function openReport({ host, chat, peer, texts, strings }: ReportContext): void {
  const panel = host.shadowRoot?.querySelector(".panel");
  const focused = host.shadowRoot?.activeElement;
  const dialog = document.createElement("dialog");
  const name = nameOf(peer, strings);
  let problem = "";
  let sending = false;
  let sent = false;

  dialog.className = "report";
  dialog.setAttribute("part", "report");
  dialog.setAttribute("aria-labelledby", "report-title");
  // The popup would take Escape for its own.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (focused instanceof HTMLElement) focused.focus();
  });
  show();
  panel?.append(dialog);
  dialog.showModal();

  function show(): void {
    render(sent ? thanks() : form(), dialog);
  }

  function form(): TemplateResult {
    return html`<form @submit=${submit}>
      <h2 class="title" id="report-title">${texts.report(name)}</h2>
      <p>${texts.reportText(name)}</p>
      <fieldset>
        <legend>${texts.reason}</legend>
        ${reasons.map(
          (reason) =>
            html`<label
              ><input
                type="radio"
                name="reason"
                value=${reason}
                required
              />${texts[`${reason}Reason`]}</label
            >`,
        )}
      </fieldset>
      <label class="note"
        >${texts.note}
        <textarea name="note" rows="3" dir="auto" maxlength=${REPORT_NOTE_LENGTH}></textarea>
      </label>
      ${problem ? html`<p class="hint bad" part="hint" role="alert">${problem}</p>` : nothing}
      <div class="choice">
        <button type="button" class="text" part="button" @click=${close}>${texts.cancel}</button>
        <button class="primary" part="button" aria-disabled=${sending}>${texts.sendReport}</button>
      </div>
    </form>`;
  }

  function thanks(): TemplateResult {
    const isBlocked = chat.conversation?.snapshot.blockedByMe;
    return html`<h2 class="title" id="report-title">${texts.thanks}</h2>
      <p role="status">${texts.thanksText}</p>
      <div class="choice">
        ${
          isBlocked
            ? nothing
            : html`<button class="text" part="button" @click=${block}>${texts.block(name)}</button>`
        }
        <button class="primary" part="button" autofocus @click=${close}>
          ${texts.closeReport}
        </button>
      </div>`;
  }

  function close(): void {
    dialog.close();
  }

  function block(): void {
    setBlock(host, chat, true);
    close();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const { client, conversation } = chat;
    if (sending || !client) return;
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const note = (given.get("note") as string).trim();
    const report: Report = {
      userId: peer.userId,
      conversationId: conversation?.id,
      reason: given.get("reason") as ReportReason,
      ...(note && { note }),
    };
    sending = true;
    problem = "";
    show();
    client
      .report(report)
      .then(
        () => {
          sent = true;
        },
        (cause: unknown) => {
          problem = errorText(strings, asChatError(cause));
        },
      )
      .finally(() => {
        sending = false;
        show();
        if (sent) dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
      });
  }
}
