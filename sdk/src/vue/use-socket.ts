import { computed, type ComputedRef } from "vue";
import type { ConnectionSnapshot } from "../client.js";
import { useChatClient } from "./provide-chat.js";
import { useChat } from "./use-chat.js";

export interface ChatSocket {
  readonly connection: ComputedRef<ConnectionSnapshot>;
  readonly connect: () => void;
  readonly disconnect: () => void;
}

/** The connection's state, and what starts and ends it. */
export function useSocket(): ChatSocket {
  const client = useChatClient();
  const chat = useChat();
  return {
    connection: computed(() => chat.value.connection),
    connect: () => client.connect(),
    disconnect: () => client.disconnect(),
  };
}
