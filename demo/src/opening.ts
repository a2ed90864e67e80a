import type { Conversation, SendMessagePayload } from "@photo-chat/sdk/protocol";
import type { Identities, Identity } from "./identities.js";

/** What the photographer has written before the visitor comes, through the REST API as anyone could. */
const opening: Omit<SendMessagePayload, "conversationId">[] = [
  {
    clientMessageId: "opening-1",
    messageText:
      "Hello, and welcome! I'm in the studio today, so ask away: prints, dates, anything.",
  },
  {
    clientMessageId: "opening-2",
    messageText: "This one came out of the lab an hour ago. It isn't on the site yet.",
    messageType: "image",
    attachmentUrl: "/pictures/passage.webp",
  },
];

export async function writeOpening({ customer, photographer }: Identities): Promise<void> {
  const { conversation } = await post<{ conversation: Conversation }>(
    photographer,
    "/api/conversations",
    { userId: customer.userId },
  );
  const messages = `/api/conversations/${conversation.conversationId}/messages`;
  for (const message of opening) await post(photographer, messages, message);
}

/** What the customer has asked, so that both sides of a conversation are to be seen. Said once. */
export async function writeQuestion({ customer, photographer }: Identities): Promise<void> {
  const { conversation } = await post<{ conversation: Conversation }>(
    customer,
    "/api/conversations",
    { userId: photographer.userId },
  );
  const path = `/api/conversations/${conversation.conversationId}`;
  await post(customer, `${path}/read`, {});
  await post(customer, `${path}/messages`, {
    clientMessageId: "question-1",
    messageText: "It's beautiful! Is it for sale? https://early-light.example/passage",
  });
}

async function post<Answer>({ token }: Identity, path: string, body: object): Promise<Answer> {
  const response = await fetch(path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`The demo could not write its first messages (${response.status}).`);
  return (await response.json()) as Answer;
}
