import { useConversation, useSocket } from "@photo-chat/sdk/react";
import { type FormEvent, type ReactElement, useEffect } from "react";

/** A chat of one's own making: what the SDK's hooks give, in plain elements. */
export function StudioDesk({ customerId }: { customerId: string }): ReactElement {
  const { state } = useSocket();
  const chat = useConversation({ with: customerId });
  const { messages, unreadCount, markRead } = chat;
  useEffect(() => {
    if (unreadCount > 0) markRead();
  }, [unreadCount, markRead]);

  function send(event: FormEvent): void {
    event.preventDefault();
    if (chat.draft.trim()) chat.send(chat.draft.trim());
    chat.setDraft("");
  }

  return (
    <section className="desk" aria-labelledby="photographer">
      <h2 id="photographer">The photographer</h2>
      <ol>
        {messages.map(({ key, own, messageText, status }) => (
          <li key={key} className={own ? "own" : "other"}>
            {messageText} <small>{status}</small>
          </li>
        ))}
      </ol>
      <small>
        {chat.typing.length > 0 ? "Typing …" : state === "online" ? "Connected" : "Not connected"}
      </small>
      <form onSubmit={send}>
        <textarea
          aria-label="Answer"
          value={chat.draft}
          onChange={({ target }) => {
            chat.setDraft(target.value);
            chat.startTyping();
          }}
        />
        <button disabled={!chat.conversation}>Answer</button>
      </form>
    </section>
  );
}
