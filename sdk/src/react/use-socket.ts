import { useMemo } from "react";
import type { ConnectionSnapshot } from "../client.js";
import { useChatClient } from "./chat-provider.js";
import { useChat } from "./use-chat.js";

export interface ChatSocket extends ConnectionSnapshot {
  readonly connect: () => void;
  readonly disconnect: () => void;
}

/** The connection's state, and what starts and ends it. */
export function useSocket(): ChatSocket {
  const client = useChatClient();
  const { connection } = useChat();
  return useMemo(
    () => ({
      ...connection,
      connect: () => client.connect(),
      disconnect: () => client.disconnect(),
    }),
    [client, connection],
  );
}
