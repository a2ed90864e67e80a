import type { ChatClient } from "@photo-chat/sdk";
import { type Figure, timesFigure } from "./figure.js";
import type { Place } from "./place.js";
import { timeUntil } from "./time-until.js";

const ROUNDS = 30;
const BAR_MS = 2_000;
const DEVICES = 3;

/** Counted anew, past what the server counts. */
const COUNT = `
  SELECT count(*)::int AS unread FROM messages m
  JOIN participants p ON p.conversation_id = m.conversation_id
  WHERE p.user_id = $1 AND m.sender_id <> $1 AND m.seq > p.read_seq`;

/**
 * I7: a photographer writes, a customer with several devices reads on one of them. After the last
 * event's ack, until every device and the REST route say what the rows say.
 */
export async function measureUnreadCounts(place: Place): Promise<readonly Figure[]> {
  const { photographer, customer, conversationId } = await place.pair();
  const pia = await place.connect(photographer);
  const carl = await place.connect(customer);
  const devices: ChatClient[] = [];
  for (let one = 0; one < DEVICES; one++) devices.push(await place.device(customer));

  const afterMessages: number[] = [];
  const afterReading: number[] = [];
  const untilAgreed = async (): Promise<number> => {
    const start = performance.now();
    const [row] = await place.query<{ unread: number }>(COUNT, [customer.userId]);
    const asked = performance.now() - start;
    const took = await timeUntil(async () => {
      if (!devices.every(({ snapshot }) => snapshot.unreadCount === row?.unread)) return false;
      const answer = await place.fetch<{ unreadCount: number }>(customer, "GET /api/unread");
      return answer.body.unreadCount === row?.unread;
    }, 2 * BAR_MS);
    return asked + took;
  };

  for (let round = 0; round < ROUNDS; round++) {
    const written: string[] = [];
    for (let one = 0; one <= round % 5; one++) {
      const { message } = await pia.request("send_message", { conversationId, messageText: "hm" });
      written.push(message.messageId);
    }
    afterMessages.push(await untilAgreed());
    // Now and then not to the end.
    const upToMessageId = round % 3 === 0 ? written[0] : written.at(-1);
    await carl.request("mark_read", { conversationId, upToMessageId });
    afterReading.push(await untilAgreed());
  }
  place.hangUp();
  return [
    timesFigure(
      { invariant: "I7", what: "unread counts on 3 devices after a message" },
      afterMessages,
      BAR_MS,
    ),
    timesFigure(
      { invariant: "I7", what: "unread counts on 3 devices after reading on another" },
      afterReading,
      BAR_MS,
    ),
  ];
}
