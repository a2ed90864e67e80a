import type { TemplateResult } from "lit";
import type { ChatController } from "../chat-controller.js";
import type { GuestController } from "../guest/guest-controller.js";
import { welcome } from "../guest/welcome.js";
import { avatar } from "../status/header.js";
import { nameOf } from "../status/name-of.js";
import { notice, skeleton } from "../status/notice.js";
import { errorText } from "../strings/error-text.js";
import type { View } from "../view.js";
import type { ThreadController } from "./thread-controller.js";
import { thread } from "./thread.js";

export interface ConversationContext {
  readonly chat: ChatController;
  readonly guest: GuestController;
  readonly thread: ThreadController;
  readonly server: string;
}

/** The messages, or what stands in their place. */
export function conversationView(view: View, context: ConversationContext): TemplateResult {
  const { strings } = view.localization;
  const { chat, guest, server } = context;
  const { client, conversation, failure, peer, tryAgain } = chat;
  if (failure) {
    const action = { label: strings.tryAgain, run: tryAgain };
    return notice(errorText(strings, failure), chat.closed ? undefined : action);
  }
  if (!conversation) return client ? skeleton(strings.loading) : welcome(strings, guest);
  const { phase, messages } = conversation.snapshot;
  if (phase !== "ready" && messages.length === 0) return skeleton(strings.loading);
  const peerName = nameOf(peer, strings);
  const answers = peer?.role === "photographer" && !peer.erased;
  const promise = answers ? strings.emptyText(peerName) : "";
  const about = { conversation, server, peerName, promise, avatar: avatar(peer, strings) };
  return thread(view, context.thread, about);
}
