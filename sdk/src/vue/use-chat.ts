import { type ShallowRef, shallowRef } from "vue";
import { blankChat } from "../binding/blank-snapshots.js";
import type { ChatSnapshot } from "../client.js";
import { useChatClient } from "./provide-chat.js";
import { whileMounted } from "./while-mounted.js";

/** The client's state: connection, user, conversations, counts. */
export function useChat(): Readonly<ShallowRef<ChatSnapshot>> {
  const client = useChatClient();
  const chat = shallowRef(blankChat);
  whileMounted(() => {
    const update = (): void => {
      chat.value = client.snapshot;
    };
    update();
    return client.subscribe(update);
  });
  return chat;
}
