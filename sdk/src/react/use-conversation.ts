import { useMemo, useSyncExternalStore } from "react";
import {
  bindConversation,
  type BoundConversation,
  type ConversationTarget,
} from "../binding/conversation-binding.js";
import { useChatClient } from "./chat-provider.js";

/**
 * A conversation, by its id or by whom it is `with`: opened when the component is mounted, live while
 * it is. The functions stay the same as long as the client and the conversation do.
 *
 * @example
 * const { messages, draft, setDraft, send } = useConversation({ with: "photographer-7" });
 */
export function useConversation(target: ConversationTarget): BoundConversation {
  const client = useChatClient();
  const [kind, name] =
    typeof target === "string" ? (["id", target] as const) : (["with", target.with] as const);
  const binding = useMemo(
    () => bindConversation(client, kind === "id" ? name : { with: name }),
    [client, kind, name],
  );
  const blank = useMemo(() => binding.state, [binding]);
  return useSyncExternalStore(
    binding.subscribe,
    () => binding.state,
    () => blank,
  );
}
