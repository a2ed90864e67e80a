import { inject, type InjectionKey, onMounted, onScopeDispose, provide } from "vue";
import type { ChatClient, ChatClientOptions } from "../client.js";
import { createChatClient } from "../create-chat-client.js";

/** Where the composables look for the client: `app.provide(chatKey, client)` does for a whole app. */
export const chatKey: InjectionKey<ChatClient> = Symbol("photo-chat");

export interface ProvideChatOptions extends ChatClientOptions {
  /** Whether it connects when the component is mounted. Default true; otherwise a conversation that is opened does, or `connect()`. */
  autoConnect?: boolean;
}

/**
 * Gives the components inside a chat client: the app's own, which the app connects and disposes of,
 * or one of its own that connects when the calling component is mounted and lives as long as it does.
 */
export function provideChat(chat: ProvideChatOptions | ChatClient): ChatClient {
  if ("snapshot" in chat) {
    provide(chatKey, chat);
    return chat;
  }
  const client = createChatClient(chat);
  provide(chatKey, client);
  if (chat.autoConnect ?? true) onMounted(() => client.connect());
  onScopeDispose(() => client.dispose());
  return client;
}

/** The client that a component above has provided. */
export function useChatClient(): ChatClient {
  const client = inject(chatKey, null);
  if (!client) throw new Error("unable to use the chat; no component above has called provideChat");
  return client;
}
