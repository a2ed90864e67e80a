-- Both functions lock the conversations' rows first, in the order of their ids, so that two of them
-- never wait for each other. Each statement of a volatile function then sees everything that was
-- committed before it got the locks: what it looks up afterwards is current. Always by index: a
-- plan made while the tables were small stays cached when they are not.

-- Commits messages and gives each the next rev of its conversation, in the order of the items.
-- One row per item: `inserted` or `duplicate` with the stored message, `conflict` when the sender
-- used the id in another conversation, `forbidden` when the sender is not a participant.
CREATE FUNCTION append_messages(
  conversation_ids text[],
  sender_ids text[],
  receiver_ids text[],
  client_message_ids text[],
  message_texts text[],
  message_types text[],
  attachment_urls text[]
) RETURNS TABLE (outcome text, message json)
LANGUAGE plpgsql
SET lock_timeout = '2s'
SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;

  RETURN QUERY
  WITH asked AS (
    SELECT item.*, member.user_id IS NOT NULL AS permitted, earlier.message_id AS earlier_id
    FROM unnest(
      conversation_ids, sender_ids, receiver_ids, client_message_ids,
      message_texts, message_types, attachment_urls
    ) WITH ORDINALITY AS item (
      conversation_id, sender_id, receiver_id, client_message_id,
      message_text, message_type, attachment_url, place
    )
    LEFT JOIN participants member
      ON member.conversation_id = item.conversation_id AND member.user_id = item.sender_id
    LEFT JOIN messages earlier
      ON earlier.sender_id = item.sender_id AND earlier.client_message_id = item.client_message_id
  ), fresh AS (
    SELECT DISTINCT ON (sender_id, client_message_id) *
    FROM asked
    WHERE permitted AND earlier_id IS NULL
    ORDER BY sender_id, client_message_id, place
  ), counted AS (
    UPDATE conversations
    SET rev = rev + added.total,
      updated_at = greatest(updated_at, clock_timestamp())
    FROM (SELECT conversation_id, count(*) AS total FROM fresh GROUP BY conversation_id) added
    WHERE id = added.conversation_id
    RETURNING id, rev - added.total AS base, updated_at
  ), inserted AS (
    INSERT INTO messages (
      conversation_id, sender_id, receiver_id, client_message_id,
      message_text, message_type, attachment_url, seq, rev, created_at, updated_at
    )
    SELECT
      conversation_id, sender_id, receiver_id, client_message_id,
      message_text, message_type, attachment_url, next_rev, next_rev, updated_at, updated_at
    FROM (
      SELECT
        fresh.*,
        counted.updated_at,
        counted.base + row_number() OVER (PARTITION BY conversation_id ORDER BY place) AS next_rev
      FROM fresh JOIN counted ON counted.id = fresh.conversation_id
    ) numbered
    ORDER BY place
    RETURNING *
  )
  SELECT
    CASE
      WHEN NOT asked.permitted THEN 'forbidden'
      WHEN stored.conversation_id <> asked.conversation_id THEN 'conflict'
      WHEN fresh.place IS NOT NULL THEN 'inserted'
      ELSE 'duplicate'
    END,
    CASE
      WHEN asked.permitted AND stored.conversation_id = asked.conversation_id
      THEN row_to_json(stored)
    END
  FROM asked
  LEFT JOIN fresh USING (place)
  LEFT JOIN LATERAL (
    SELECT inserted.* FROM inserted
    WHERE inserted.sender_id = asked.sender_id
      AND inserted.client_message_id = asked.client_message_id
    UNION ALL
    SELECT messages.* FROM messages WHERE messages.message_id = asked.earlier_id
  ) stored ON true
  ORDER BY asked.place;
END
$$;
--> statement-breakpoint
-- Moves read and delivered pointers forward, never back; reading moves delivered along. Each move
-- takes the next rev of its conversation. An item without a message means the newest one.
-- One row per item: `done`, `forbidden`, or `invalid` when the message is not of the conversation;
-- the unread messages left after reading; and, with the first item that names a pointer, its moves.
CREATE FUNCTION advance_pointers(
  conversation_ids text[],
  user_ids text[],
  reading boolean[],
  message_ids bigint[]
) RETURNS TABLE (outcome text, unread_count integer, moves json)
LANGUAGE plpgsql
SET lock_timeout = '2s'
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz(3);
BEGIN
  PERFORM FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;
  moment := clock_timestamp();

  RETURN QUERY
  WITH asked AS (
    SELECT
      item.*,
      member.read_seq,
      member.delivered_seq,
      CASE
        WHEN member.user_id IS NULL THEN 'forbidden'
        WHEN item.message_id IS NOT NULL AND target.seq IS NULL THEN 'invalid'
        ELSE 'done'
      END AS outcome,
      coalesce(target.seq, 0) AS seq
    FROM unnest(conversation_ids, user_ids, reading, message_ids)
      WITH ORDINALITY AS item (conversation_id, user_id, is_reading, message_id, place)
    LEFT JOIN participants member
      ON member.conversation_id = item.conversation_id AND member.user_id = item.user_id
    LEFT JOIN LATERAL (
      (
        SELECT seq FROM messages
        WHERE item.message_id IS NULL AND messages.conversation_id = item.conversation_id
        ORDER BY seq DESC
        LIMIT 1
      )
      UNION ALL
      SELECT seq FROM messages
      WHERE messages.message_id = item.message_id
        AND messages.conversation_id = item.conversation_id
    ) target ON true
  ), goals AS (
    SELECT
      conversation_id,
      user_id,
      min(place) AS place,
      read_seq,
      delivered_seq,
      greatest(read_seq, max(seq) FILTER (WHERE is_reading)) AS next_read,
      greatest(delivered_seq, max(seq)) AS next_delivered
    FROM asked
    WHERE outcome = 'done'
    GROUP BY conversation_id, user_id, read_seq, delivered_seq
  ), moved AS (
    SELECT
      *,
      row_number() OVER (PARTITION BY conversation_id ORDER BY place, is_read DESC) AS step,
      count(*) OVER (PARTITION BY conversation_id) AS total
    FROM (
      SELECT conversation_id, user_id, place, read_seq, true AS is_read, next_read AS seq
      FROM goals
      WHERE next_read > read_seq
      UNION ALL
      SELECT conversation_id, user_id, place, read_seq, false, next_delivered
      FROM goals
      WHERE next_delivered > greatest(delivered_seq, next_read)
    ) moving
  ), counted AS (
    UPDATE conversations
    SET rev = rev + added.total
    FROM (SELECT DISTINCT conversation_id, total FROM moved) added
    WHERE id = added.conversation_id
    RETURNING id, rev - added.total AS base
  ), numbered AS (
    SELECT moved.*, counted.base + moved.step AS next_rev
    FROM moved JOIN counted ON counted.id = moved.conversation_id
  ), pointed AS (
    UPDATE participants
    SET read_seq = goals.next_read,
      delivered_seq = goals.next_delivered,
      read_at = CASE WHEN goals.next_read > goals.read_seq THEN moment ELSE read_at END,
      rev = latest.next_rev
    FROM goals
    JOIN (
      SELECT conversation_id, user_id, max(next_rev) AS next_rev
      FROM numbered
      GROUP BY conversation_id, user_id
    ) latest USING (conversation_id, user_id)
    WHERE participants.conversation_id = goals.conversation_id
      AND participants.user_id = goals.user_id
  ), marked AS (
    UPDATE messages
    SET is_read = true, read_at = moment, updated_at = moment, rev = numbered.next_rev
    FROM numbered
    WHERE numbered.is_read
      AND messages.conversation_id = numbered.conversation_id
      AND messages.seq > numbered.read_seq
      AND messages.seq <= numbered.seq
      AND messages.receiver_id = numbered.user_id
  )
  SELECT
    asked.outcome,
    CASE
      WHEN asked.is_reading AND asked.outcome = 'done'
      THEN (
        SELECT count(*)::integer FROM messages
        WHERE messages.conversation_id = asked.conversation_id
          AND messages.seq > goals.next_read
          AND messages.sender_id <> asked.user_id
          AND NOT (messages.is_deleted_by_receiver AND messages.receiver_id = asked.user_id)
      )
    END,
    (
      SELECT json_agg(json_build_object(
        'is_read', numbered.is_read,
        'rev', numbered.next_rev,
        'seq', numbered.seq,
        'message_id', messages.message_id,
        'at', moment
      ) ORDER BY numbered.next_rev)
      FROM numbered
      JOIN messages
        ON messages.conversation_id = numbered.conversation_id AND messages.seq = numbered.seq
      WHERE numbered.conversation_id = goals.conversation_id
        AND numbered.user_id = goals.user_id
        AND goals.place = asked.place
    )
  FROM asked
  LEFT JOIN goals ON goals.conversation_id = asked.conversation_id AND goals.user_id = asked.user_id
  ORDER BY asked.place;
END
$$;
--> statement-breakpoint
-- Makes a direct conversation with both its participants; does nothing when there is one.
CREATE FUNCTION create_direct_conversation(conversation_id text, user_ids text[]) RETURNS void
LANGUAGE sql
AS $$
  WITH made AS (
    INSERT INTO conversations (id, kind) VALUES (conversation_id, 'direct')
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  INSERT INTO participants (conversation_id, user_id)
  SELECT made.id, unnest(user_ids) FROM made
$$;
