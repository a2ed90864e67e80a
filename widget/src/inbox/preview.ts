import type { ChatMessage } from "@photo-chat/sdk";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icon.js";
import { wordFor } from "../thread/word-for.js";
import { highlighted } from "./highlighted.js";
import { inboxIcon } from "./inbox-icon.js";
import type { RowContext } from "./conversation-row.js";

/** What a conversation's row says below the name: who types, what was begun, what was said last. */
export function preview(
  { typing, draft, message }: { typing: boolean; draft: string; message: ChatMessage | undefined },
  { strings, query }: RowContext,
): TemplateResult {
  if (typing) return html`<span class="preview busy">${strings.typingNow}</span>`;
  if (draft) {
    return html`<span class="preview" dir="auto"
      ><bdi class="draft">${strings.draft}</bdi> ${draft}</span
    >`;
  }
  if (!message) return html`<span class="preview">${strings.noMessages}</span>`;
  const { own, status } = message;
  const text = highlighted(oneLine(textOf(message)) || wordFor(message, strings), query);
  return html`<span class="preview" dir="auto"
    >${own && status ? tick(status) : nothing}${pictured(message)}${
      own ? html`<bdi>${strings.own}</bdi> ` : nothing
    }${text}</span
  >`;

  function tick(status: NonNullable<ChatMessage["status"]>): TemplateResult {
    return html`<span class="status" role="img" aria-label=${strings[status]} data-status=${status}
      >${icon(status === "failed" ? "alert" : status)}</span
    >`;
  }
}

const textOf = ({ messageText }: ChatMessage): string => messageText;

const oneLine = (text: string): string => text.slice(0, 500).replace(/\s+/g, " ").trim();

function pictured({ messageType, about }: ChatMessage): TemplateResult | typeof nothing {
  if (messageType === "file") return icon("file");
  return messageType === "image" || about ? inboxIcon("image") : nothing;
}
