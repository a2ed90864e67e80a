import type { ChatClientEvents } from "../client.js";
import { useChatClient } from "./provide-chat.js";
import { whileMounted } from "./while-mounted.js";

/** Calls back at every event of this name while the component is mounted. */
export function useChatEvent<Name extends keyof ChatClientEvents>(
  name: Name,
  listener: (event: ChatClientEvents[Name]) => void,
): void {
  const client = useChatClient();
  whileMounted(() => client.on(name, listener));
}
