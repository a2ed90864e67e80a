import pg from "pg";

export interface SeededConversation {
  databaseUrl: string;
  conversationId: string;
  /** They write in turns, the first one begins. */
  userIds: readonly [string, string];
  count: number;
  /** So many of the newest ones the second user has not read. Default 0. */
  unread?: number;
}

/** The text of a seeded message: numbered, and of one to four lines. */
export const seededText = (number: number): string =>
  `Message ${number}.${" The light was low and the dunes were still.".repeat(number % 4)}`;

/** Puts a long history into a new conversation, as if it had been written minute by minute until now. */
export async function seedMessages(conversation: SeededConversation): Promise<void> {
  const { databaseUrl, conversationId, userIds, count, unread = 0 } = conversation;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(
      `insert into messages (
         conversation_id, client_message_id, seq, rev, sender_id, receiver_id, message_text,
         message_type, created_at, updated_at
       )
       select $1, 'seeded-' || number, number, number,
         users.ids[1 + (number + 1) % 2], users.ids[1 + number % 2], written.texts[number], 'text',
         written.start + number * interval '1 minute', written.start + number * interval '1 minute'
       from generate_series(1, $2::int) number,
         (select $3::text[] as ids) users,
         (select $4::text[] as texts, now() - $2::int * interval '1 minute' as start) written`,
      [conversationId, count, userIds, Array.from({ length: count }, (_, i) => seededText(i + 1))],
    );
    await client.query(
      "update conversations set rev = $2::bigint, updated_at = now() where id = $1",
      [conversationId, count],
    );
    await client.query(
      `update participants set delivered_seq = $2::bigint,
         read_seq = case when user_id = $3 then $2::bigint - $4::bigint else $2::bigint end, rev = $2::bigint
       where conversation_id = $1`,
      [conversationId, count, userIds[1], unread],
    );
    await client.query("commit");
  } finally {
    await client.end();
  }
}
