import { type ChatClient, type ChatConversation, createChatClient } from "@photo-chat/sdk";
import { afterEach } from "vitest";
import { type SharedServer, type Store, type TestUser, useServer } from "../support/use-server.js";

/** A shared server, and clients of the SDK that are disposed of after each test. */
export interface Chat extends SharedServer {
  client(user: TestUser): ChatClient;
}

export function useChat(store: Store, env: Record<string, string> = {}): Chat {
  const server = useServer(store, {
    LIMIT_MESSAGES_PER_SECOND: "1000",
    LIMIT_MESSAGE_BURST: "10000",
    ...env,
  });
  const clients: ChatClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
  });
  return Object.defineProperties(
    {
      client(user: TestUser) {
        const client = createChatClient({ url: server.url, getToken: () => user.token });
        clients.push(client);
        client.connect();
        return client;
      },
    },
    Object.getOwnPropertyDescriptors(server),
  ) as Chat;
}

export function textsOf(conversation: ChatConversation): string[] {
  return conversation.snapshot.messages.map((message) => message.messageText);
}

export function statusOf(conversation: ChatConversation, text: string): string | null | undefined {
  return conversation.snapshot.messages.find((message) => message.messageText === text)?.status;
}
