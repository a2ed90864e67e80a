import { useCallback, useSyncExternalStore } from "react";
import { blankChat } from "../binding/blank-snapshots.js";
import type { ChatSnapshot } from "../client.js";
import { useChatClient } from "./chat-provider.js";

/** The client's state: connection, user, conversations, counts. */
export function useChat(): ChatSnapshot {
  const client = useChatClient();
  return useSyncExternalStore(
    useCallback((listener) => client.subscribe(listener), [client]),
    () => client.snapshot,
    () => blankChat,
  );
}
