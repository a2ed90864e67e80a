import pg from "pg";

/** A stored message, as far as a person sees it. */
export interface Row {
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly text: string;
}

/** What the database holds of a conversation, in its order. */
export async function rowsOf(databaseUrl: string, conversationId: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(
      `select sender_id as "senderId", client_message_id as "clientMessageId", message_text as text
       from messages where conversation_id = $1 order by seq`,
      [conversationId],
    );
    return rows;
  } finally {
    await client.end();
  }
}
