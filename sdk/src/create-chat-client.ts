import { assembleChatClient } from "./assemble-chat-client.js";
import type { ChatClient, ChatClientOptions } from "./client.js";
import { defaultPlatform } from "./platform.js";

/**
 * Makes the client of one user. Nothing happens before `connect()` or `open()`: no request, nothing
 * stored, no listener.
 *
 * @example
 * const client = createChatClient({ url: "https://chat.example", getToken: () => fetchToken() });
 * const conversation = await client.open("photographer-7");
 * conversation.subscribe(() => render(conversation.snapshot));
 * conversation.send("Is the 14th of June still free?");
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  return assembleChatClient(options, defaultPlatform);
}
