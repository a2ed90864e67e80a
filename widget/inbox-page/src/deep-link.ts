import type { PhotoChatElement } from "@photo-chat/widget";

interface Place {
  /** The list is the entry before this one. */
  fromList?: boolean;
}

/**
 * Keeps the address, `/inbox#/conv_1_5`, and the conversation that is shown in step, so that the
 * browser's back button leads where one comes from. Returns what stops it.
 */
export function linkDeeply(chat: PhotoChatElement): () => void {
  const follow = (): void => {
    const wanted = shown();
    if (wanted === chat.conversation) return;
    chat.conversation = wanted;
    if (!wanted) chat.with = "";
  };
  const tell = ({ detail }: HTMLElementEventMap["photo-chat-conversation-change"]): void => {
    const id = detail.conversationId ?? "";
    if (id === shown() || id !== chat.conversation) return;
    if (id) {
      const place: Place = { fromList: shown() === "" };
      history.pushState(place, "", `#/${encodeURIComponent(id)}`);
    } else if ((history.state as Place | null)?.fromList) {
      history.back();
    } else {
      history.replaceState(null, "", location.pathname);
    }
  };
  follow();
  addEventListener("popstate", follow);
  chat.addEventListener("photo-chat-conversation-change", tell);
  return () => {
    removeEventListener("popstate", follow);
    chat.removeEventListener("photo-chat-conversation-change", tell);
  };
}

/** The conversation that the address names; none when it can't be read. */
function shown(): string {
  try {
    return decodeURIComponent(/^#\/(.+)$/.exec(location.hash)?.[1] ?? "");
  } catch {
    return "";
  }
}
