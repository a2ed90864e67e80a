import type { About, ChatConversation } from "@photo-chat/sdk";
import { aboutName, keep, kept } from "../guest/kept.js";
import { aboutOf } from "./about.js";

/** What is being written and about which picture. */
export interface Written {
  readonly text: string;
  readonly about: About | null;
}

export const nothingWritten: Written = { text: "", about: null };

/**
 * What is being written, one for each conversation: the text is the conversation's own draft, the
 * picture is kept beside it in this browser. What is written before there is a conversation is in
 * memory only.
 */
export class Drafts {
  readonly #host: { readonly serverUrl: string };
  readonly #early = new Map<string, Written>();
  readonly #abouts = new Map<string, About | null>();

  constructor(host: { readonly serverUrl: string }) {
    this.#host = host;
  }

  /** @param target who is written to, as long as there is no conversation */
  of(conversation: ChatConversation | null, target: string): Written {
    if (!conversation) return this.#early.get(target) ?? nothingWritten;
    const { id, draft: text } = conversation;
    if (!this.#abouts.has(id)) this.#abouts.set(id, read(this.#nameOf(id)));
    return { text, about: this.#abouts.get(id) ?? null };
  }

  set(conversation: ChatConversation | null, target: string, { text, about }: Written): void {
    if (!conversation) {
      this.#early.set(target, { text, about });
      return;
    }
    const { id, draft } = conversation;
    if (text !== draft) conversation.setDraft(text);
    if (about === this.of(conversation, target).about) return;
    this.#abouts.set(id, about);
    keep(this.#nameOf(id), about && JSON.stringify(about));
  }

  /** Hands what was written early to the conversation that has come; neither text replaces the other. */
  arrive(conversation: ChatConversation, target: string): void {
    const early = this.#early.get(target);
    if (!early) return;
    this.#early.delete(target);
    const kept = this.of(conversation, target);
    const text = [kept.text, early.text].filter(Boolean).join("\n");
    this.set(conversation, target, { text, about: early.about ?? kept.about });
  }

  /** Takes what was written in a conversation that is left for good to the one that follows it. */
  carry(from: ChatConversation, target: string): void {
    const written = this.of(from, target);
    this.set(from, target, nothingWritten);
    this.set(null, target, written);
  }

  forget(): void {
    this.#early.clear();
    this.#abouts.clear();
  }

  #nameOf(conversationId: string): string {
    return aboutName(this.#host.serverUrl, conversationId);
  }
}

function read(name: string): About | null {
  try {
    return aboutOf(JSON.parse(kept(name) ?? "null"));
  } catch {
    return null;
  }
}
