import { useEffect, useRef } from "react";
import type { ChatClientEvents } from "../client.js";
import { useChatClient } from "./chat-provider.js";

/** Calls back at every event of this name while the component is mounted; the newest listener counts. */
export function useChatEvent<Name extends keyof ChatClientEvents>(
  name: Name,
  listener: (event: ChatClientEvents[Name]) => void,
): void {
  const client = useChatClient();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  }, [listener]);
  useEffect(() => client.on(name, (event) => latest.current(event)), [client, name]);
}
