import type { Rows } from "../evidence.js";

/** Runs a statement that gives rows of JSON. */
export type Query = <Row>(sql: string) => Promise<Row[]>;

const list = (columns: string, table: string): string =>
  `SELECT coalesce(json_agg(rows), '[]') AS rows FROM (SELECT ${columns} FROM ${table}) rows`;

/** All that the checker wants to know of a database. */
export async function readRows(query: Query): Promise<Rows> {
  const read = async <Row>(columns: string, table: string): Promise<Row[]> => {
    const [first] = await query<{ rows: Row[] }>(list(columns, table));
    return first?.rows ?? [];
  };
  return {
    messages: await read(
      `conversation_id AS "conversationId", message_id::text AS "messageId",
       client_message_id AS "clientMessageId", sender_id AS "senderId", seq, rev,
       message_text AS text, (extract(epoch FROM created_at) * 1000)::bigint AS "createdAt"`,
      "messages",
    ),
    conversations: await read(`id AS "conversationId", rev`, "conversations"),
    participants: await read(
      `conversation_id AS "conversationId", user_id AS "userId",
       delivered_seq AS "deliveredSeq", read_seq AS "readSeq"`,
      "participants",
    ),
    steps: await read(
      `conversation_id AS "conversationId", from_rev AS "from", to_rev AS "to"`,
      "faults_steps",
    ),
    claims: await read(`conversation_id AS "conversationId", rev, change`, "faults_claims"),
  };
}
