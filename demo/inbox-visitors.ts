import type { About } from "@photo-chat/sdk/protocol";
import type { TestServer } from "../tests/support/server.js";

/** From the one who wrote first to the newest. */
const visitors: readonly { name: string; texts: readonly string[]; about?: About }[] = [
  { name: "Noor Haddad", texts: ["Thank you, the album has arrived. It is lovely."] },
  { name: "Jonas Weber", texts: ["Could you photograph our shop front in autumn light?"] },
  { name: "Ines Duarte", texts: ["Are you free for a wedding in Porto on 12 September?"] },
  { name: "Vera Novak", texts: ["Hello!", "Is the night series for sale as a set?"] },
  {
    name: "Carl Berg",
    texts: ["Hi! I love the dunes. Could you print them at 80 × 120?"],
    about: { id: "dunes", src: "/pictures/dunes.webp", title: "Dunes, morning" },
  },
];

/** A customer who has written, and what lets them do more. */
export interface InboxVisitor {
  token: string;
  conversationId: string;
}

/** Five customers write to a photographer over REST; by their first names. */
export async function letVisitorsWrite(
  server: TestServer,
  photographer: string,
): Promise<ReadonlyMap<string, InboxVisitor>> {
  const written = new Map<string, InboxVisitor>();
  for (const { name, texts, about } of visitors) {
    const [firstName = ""] = name.split(" ");
    const token = server.token(firstName.toLowerCase(), { name });
    const post = async (path: string, body: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      const response = await fetch(server.url + path, init);
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return response.json();
    };
    const opened = await post("/api/conversations", { userId: photographer });
    const { conversationId } = (opened as { conversation: { conversationId: string } })
      .conversation;
    const messages = `/api/conversations/${conversationId}/messages`;
    for (const messageText of texts) await post(messages, { messageText, about });
    written.set(firstName, { token, conversationId });
  }
  return written;
}
