import { asChatError, type ChatController } from "../chat-controller.js";
import { emit } from "../emit.js";

/** Blocks the other one, or ends that; what goes wrong is told as an event. */
export function setBlock(host: HTMLElement, chat: ChatController, blocking: boolean): void {
  const { client, peer } = chat;
  if (!client || !peer) return;
  const done = blocking ? client.block(peer.userId) : client.unblock(peer.userId);
  done.catch((cause: unknown) => emit(host, "photo-chat-error", { error: asChatError(cause) }));
}
