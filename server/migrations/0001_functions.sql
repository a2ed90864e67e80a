-- In a database that had them before, with other parameters.
DROP FUNCTION IF EXISTS append_message;
--> statement-breakpoint
DROP FUNCTION IF EXISTS append_messages;
--> statement-breakpoint
DROP FUNCTION IF EXISTS advance_pointers;
--> statement-breakpoint
DROP FUNCTION IF EXISTS create_direct_conversation;
--> statement-breakpoint
DROP FUNCTION IF EXISTS join_guest;
--> statement-breakpoint
-- Commits one message in half the time that `append_messages` takes, when nobody else changes its
-- conversation: the rev of the statement's snapshot is still the row's once the row is locked, so
-- what the snapshot showed is current. Otherwise, and for all that is not plainly a new message of
-- a participant, answers null with nothing done.
CREATE FUNCTION append_message(
  conversation text,
  sender text,
  receiver text,
  client_id text,
  content text,
  content_type text,
  attachment text,
  subject text
) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  message json;
BEGIN
  WITH counted AS (
    UPDATE conversations
    SET rev = rev + 1, updated_at = greatest(clock_timestamp(), updated_at)
    WHERE id = conversation
      AND rev = (SELECT seen.rev FROM conversations seen WHERE seen.id = conversation)
      AND EXISTS (
        SELECT FROM participants
        WHERE conversation_id = conversation AND user_id = sender AND held_read_seq IS NULL
      )
      AND NOT EXISTS (
        SELECT FROM messages WHERE sender_id = sender AND client_message_id = client_id
      )
    RETURNING rev, updated_at
  ), inserted AS (
    INSERT INTO messages (
      conversation_id, client_message_id, seq, rev, sender_id, receiver_id,
      message_text, message_type, attachment_url, about, created_at, updated_at
    )
    SELECT
      conversation, client_id, rev, rev, sender, receiver,
      content, content_type, attachment, subject::jsonb, updated_at, updated_at
    FROM counted
    RETURNING *
  )
  SELECT row_to_json(inserted) INTO message FROM inserted;
  RETURN message;
END
$$;
--> statement-breakpoint
-- The next two lock the conversations' rows first, in the order of their ids, so that two of them
-- never wait for each other. Each statement of a volatile function then sees everything that was
-- committed before it got the locks: what it looks up afterwards is current.
--
-- Their plans are made once, often while the tables are empty, and must suit a million rows: items
-- find each other by windows, and rows one by one in an index that has all that they are looked up
-- by. A merge join would read a whole index for a few items. `OFFSET 0` keeps such a look as it is
-- written, and an order by `seq` leads to the index that has it.

-- Commits messages and gives each the next rev of its conversation, in the order of the items.
-- One row per item: `inserted` or `duplicate` with the stored message, `conflict` when the sender
-- used the id in another conversation, `forbidden` when the sender is not a participant, `blocked`
-- when a block stands in the conversation.
CREATE FUNCTION append_messages(
  conversation_ids text[],
  sender_ids text[],
  receiver_ids text[],
  client_message_ids text[],
  message_texts text[],
  message_types text[],
  attachment_urls text[],
  abouts text[]
) RETURNS TABLE (outcome text, message json)
LANGUAGE plpgsql
SET lock_timeout = '2s'
SET enable_seqscan = off
SET enable_mergejoin = off
SET enable_hashjoin = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz(3);
BEGIN
  PERFORM FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;
  moment := clock_timestamp();

  RETURN QUERY
  WITH found AS (
    SELECT
      item.*,
      conversations.rev,
      greatest(moment, conversations.updated_at) AS created_at,
      participants.user_id IS NOT NULL AS takes_part,
      participants.user_id IS NOT NULL AND participants.held_read_seq IS NULL AS permitted,
      messages.message_id AS earlier_id
    FROM unnest(
      conversation_ids, sender_ids, receiver_ids, client_message_ids,
      message_texts, message_types, attachment_urls, abouts
    ) WITH ORDINALITY AS item (
      conversation_id, sender_id, receiver_id, client_message_id,
      message_text, message_type, attachment_url, about, place
    )
    LEFT JOIN conversations ON conversations.id = item.conversation_id
    LEFT JOIN participants
      ON participants.conversation_id = item.conversation_id
      AND participants.user_id = item.sender_id
    LEFT JOIN LATERAL (
      SELECT message_id FROM messages
      WHERE messages.sender_id = item.sender_id
        AND messages.client_message_id = item.client_message_id
      OFFSET 0
    ) messages ON true
  ), judged AS (
    -- Of the items that repeat one another, the first that may be is the new one.
    SELECT
      *,
      permitted AND earlier_id IS NULL AND place = min(place) FILTER (WHERE permitted)
        OVER (PARTITION BY sender_id, client_message_id) AS is_new
    FROM found
  ), numbered AS (
    SELECT
      *,
      rev + count(*) FILTER (WHERE is_new) OVER (PARTITION BY conversation_id ORDER BY place) AS seq
    FROM judged
  ), fresh AS (
    SELECT
      place,
      nextval('messages_message_id_seq') AS message_id,
      conversation_id,
      client_message_id,
      seq,
      seq AS rev,
      sender_id,
      receiver_id,
      message_text,
      message_type,
      attachment_url,
      about::jsonb AS about,
      false AS is_read,
      NULL::timestamptz AS read_at,
      created_at,
      created_at AS updated_at,
      NULL::timestamptz AS deleted_at
    FROM numbered
    WHERE is_new
  ), counted AS (
    UPDATE conversations
    SET rev = newest.rev, updated_at = newest.created_at
    FROM (
      SELECT conversation_id, max(rev) AS rev, max(created_at) AS created_at
      FROM fresh
      GROUP BY conversation_id
    ) newest
    WHERE id = newest.conversation_id
  ), inserted AS (
    INSERT INTO messages (
      message_id, conversation_id, client_message_id, seq, rev, sender_id, receiver_id,
      message_text, message_type, attachment_url, about, is_read, read_at, created_at,
      updated_at
    )
    SELECT
      message_id, conversation_id, client_message_id, seq, rev, sender_id, receiver_id,
      message_text, message_type, attachment_url, about, is_read, read_at, created_at,
      updated_at
    FROM fresh
  ), answered AS (
    SELECT place, 'inserted' AS outcome, row_to_json(fresh) AS message
    FROM fresh
    UNION ALL
    SELECT
      judged.place,
      CASE
        WHEN NOT judged.takes_part THEN 'forbidden'
        WHEN coalesce(earlier.conversation_id, repeated.conversation_id) = judged.conversation_id
        THEN 'duplicate'
        WHEN NOT judged.permitted THEN 'blocked'
        ELSE 'conflict'
      END,
      coalesce(row_to_json(earlier), row_to_json(repeated))
    FROM judged
    LEFT JOIN messages earlier ON earlier.message_id = judged.earlier_id
    LEFT JOIN fresh repeated
      ON repeated.sender_id = judged.sender_id
      AND repeated.client_message_id = judged.client_message_id
    WHERE NOT judged.is_new
  )
  SELECT
    answered.outcome,
    CASE WHEN answered.outcome IN ('inserted', 'duplicate') THEN answered.message END
  FROM answered
  ORDER BY answered.place;
END
$$;
--> statement-breakpoint
-- Moves read and delivered pointers forward, never back; reading moves delivered along. Each move
-- takes the next rev of its conversation. An item without a message means the newest one.
-- One row per item: `done`, `forbidden`, or `invalid` when the message is not of the conversation;
-- the unread messages left after reading; with the first item of a participant, the moves that all
-- its items made together; and whether a block keeps them from the other one: messages then do not
-- say that they are read, before it ends.
CREATE FUNCTION advance_pointers(
  conversation_ids text[],
  user_ids text[],
  reading boolean[],
  message_ids bigint[]
) RETURNS TABLE (outcome text, unread_count bigint, read json, delivered json, held boolean)
LANGUAGE plpgsql
SET lock_timeout = '2s'
SET enable_seqscan = off
SET enable_mergejoin = off
SET enable_hashjoin = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  moment timestamptz(3);
BEGIN
  PERFORM FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;
  moment := clock_timestamp();

  RETURN QUERY
  WITH found AS (
    SELECT
      item.*,
      conversations.rev,
      participants.read_seq,
      participants.delivered_seq,
      participants.held_read_seq IS NOT NULL AS held,
      CASE
        WHEN participants.user_id IS NULL THEN 'forbidden'
        WHEN item.message_id IS NOT NULL AND target.seq IS NULL THEN 'invalid'
        ELSE 'done'
      END AS outcome,
      target.seq,
      target.message_id AS target_id
    FROM unnest(conversation_ids, user_ids, reading, message_ids)
      WITH ORDINALITY AS item (conversation_id, user_id, is_reading, message_id, place)
    LEFT JOIN conversations ON conversations.id = item.conversation_id
    LEFT JOIN participants
      ON participants.conversation_id = item.conversation_id
      AND participants.user_id = item.user_id
    LEFT JOIN LATERAL (
      (
        SELECT messages.seq, messages.message_id FROM messages
        WHERE item.message_id IS NULL AND messages.conversation_id = item.conversation_id
        ORDER BY messages.seq DESC
        LIMIT 1
      )
      UNION ALL
      SELECT named.seq, named.message_id
      FROM (SELECT * FROM messages WHERE messages.message_id = item.message_id OFFSET 0) named
      WHERE named.conversation_id = item.conversation_id
    ) target ON true
  ), aimed AS (
    SELECT
      *,
      place = min(place) OVER participant AS is_first,
      max(ARRAY[seq, target_id]) FILTER (WHERE is_reading) OVER participant AS read_up_to,
      max(ARRAY[seq, target_id]) OVER participant AS delivered_up_to
    FROM found
    WINDOW participant AS (PARTITION BY conversation_id, user_id, outcome)
  ), pointed_at AS (
    SELECT
      *,
      greatest(read_seq, read_up_to[1]) AS next_read,
      greatest(delivered_seq, delivered_up_to[1]) AS next_delivered
    FROM aimed
  ), stepped AS (
    SELECT
      *,
      (is_first AND next_read > read_seq)::integer AS reads,
      (is_first AND next_delivered > greatest(delivered_seq, next_read))::integer AS delivers
    FROM pointed_at
  ), numbered AS (
    SELECT
      *,
      rev + sum(reads + delivers) OVER (PARTITION BY conversation_id ORDER BY place) AS next_rev
    FROM stepped
  ), moved AS (
    SELECT * FROM numbered WHERE reads + delivers > 0
  ), counted AS (
    UPDATE conversations
    SET rev = newest.rev
    FROM (SELECT conversation_id, max(next_rev) AS rev FROM moved GROUP BY conversation_id) newest
    WHERE id = newest.conversation_id
  ), pointed AS (
    UPDATE participants
    SET read_seq = moved.next_read,
      delivered_seq = moved.next_delivered,
      read_at = CASE WHEN moved.reads = 1 THEN moment ELSE participants.read_at END,
      rev = moved.next_rev
    FROM moved
    WHERE participants.conversation_id = moved.conversation_id
      AND participants.user_id = moved.user_id
  ), marked AS (
    UPDATE messages
    SET is_read = true, read_at = moment, updated_at = moment, rev = moved.next_rev - moved.delivers
    FROM moved CROSS JOIN LATERAL (
      SELECT unread.message_id FROM messages unread
      WHERE unread.conversation_id = moved.conversation_id
        AND unread.seq > moved.read_seq
        AND unread.seq <= moved.next_read
        AND unread.receiver_id = moved.user_id
      ORDER BY unread.seq
      OFFSET 0
    ) seen
    WHERE moved.reads = 1 AND NOT moved.held AND messages.message_id = seen.message_id
  )
  SELECT
    numbered.outcome,
    CASE
      WHEN numbered.is_reading AND numbered.outcome = 'done'
      THEN (
        SELECT count(*) FROM (
          SELECT FROM messages
          WHERE messages.conversation_id = numbered.conversation_id
            AND messages.seq > numbered.next_read
            AND messages.sender_id <> numbered.user_id
            AND NOT (
              messages.is_deleted_by_receiver
              AND messages.receiver_id IS NOT DISTINCT FROM numbered.user_id
            )
          ORDER BY messages.seq
          OFFSET 0
        ) unread
      )
    END,
    CASE
      WHEN numbered.reads = 1
      THEN json_build_object(
        'seq', numbered.next_read,
        'rev', numbered.next_rev - numbered.delivers,
        'message_id', numbered.read_up_to[2],
        'at', moment
      )
    END,
    CASE
      WHEN numbered.delivers = 1
      THEN json_build_object(
        'seq', numbered.next_delivered,
        'rev', numbered.next_rev,
        'message_id', numbered.delivered_up_to[2],
        'at', moment
      )
    END,
    numbered.held
  FROM numbered
  ORDER BY numbered.place;
END
$$;
--> statement-breakpoint
-- Makes a direct conversation with both its participants; does nothing when there is one, or when
-- one of them is a guest that has joined an account. One that was deleted starts anew, and its count
-- goes on. The locks are those that `join_guest` waits for.
CREATE FUNCTION create_direct_conversation(conversation_id text, user_ids text[]) RETURNS void
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
BEGIN
  PERFORM FROM users WHERE id = ANY (user_ids) ORDER BY id FOR KEY SHARE;
  IF EXISTS (SELECT FROM users WHERE id = ANY (user_ids) AND joined_to IS NOT NULL) THEN
    RETURN;
  END IF;
  WITH made AS (
    INSERT INTO conversations AS known (id, kind) VALUES (conversation_id, 'direct')
    ON CONFLICT (id) DO UPDATE
    SET rev = known.rev + 1, reset_rev = known.rev + 1, deleted_at = NULL,
      created_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE known.deleted_at IS NOT NULL
    RETURNING id
  ), block AS (
    SELECT 0 AS held_seq FROM blocks
    WHERE user_id = ANY (user_ids) AND blocked_id = ANY (user_ids)
    LIMIT 1
  )
  INSERT INTO participants (conversation_id, user_id, held_read_seq, held_delivered_seq)
  SELECT made.id, unnest(user_ids), block.held_seq, block.held_seq
  FROM made LEFT JOIN block ON true;
END
$$;
--> statement-breakpoint
-- Gives a guest's direct conversations to an account, all or none of them, and for ever: each goes
-- on under its new id, or at the end of the conversation that has this id already. `changed` (as
-- SQLSTATE 40001, with nothing done) when the guest has others than those named; one with the
-- account itself stays. Answers `joined` with every conversation that ever went from this guest to
-- this account, and whether it was done just now, or `conflict` when the guest is another account's.
CREATE FUNCTION join_guest(guest text, account text, old_ids text[], new_ids text[]) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  owner text;
  pair record;
  base bigint;
  appended bigint;
BEGIN
  SELECT joined_to INTO owner FROM users WHERE id = guest FOR UPDATE;
  IF owner <> account THEN
    RETURN json_build_object('outcome', 'conflict');
  END IF;

  IF owner IS NULL THEN
    PERFORM FROM conversations WHERE id = ANY (old_ids || new_ids) ORDER BY id FOR UPDATE;
    IF EXISTS (
      SELECT FROM participants
      JOIN conversations ON conversations.id = participants.conversation_id
      WHERE participants.user_id = guest
        AND conversations.kind = 'direct'
        AND conversations.id <> ALL (old_ids)
        AND NOT EXISTS (
          SELECT FROM participants other
          WHERE other.conversation_id = conversations.id AND other.user_id = account
        )
    ) THEN
      RAISE EXCEPTION 'changed' USING ERRCODE = '40001';
    END IF;

    FOR pair IN
      SELECT named.old_id, named.new_id
      FROM unnest(old_ids, new_ids) AS named (old_id, new_id)
      ORDER BY named.new_id
    LOOP
      IF EXISTS (SELECT FROM conversations WHERE id = pair.new_id AND deleted_at IS NOT NULL) THEN
        PERFORM create_direct_conversation(pair.new_id, (
          SELECT array_agg(CASE WHEN user_id = guest THEN account ELSE user_id END)
          FROM participants WHERE conversation_id = pair.old_id
        ));
      END IF;
      SELECT rev INTO base FROM conversations WHERE id = pair.new_id;
      IF base IS NULL THEN
        INSERT INTO conversations (id, kind, rev, created_at, updated_at)
        SELECT pair.new_id, kind, rev, created_at, updated_at
        FROM conversations WHERE id = pair.old_id;
        UPDATE participants
        SET conversation_id = pair.new_id,
          user_id = CASE WHEN user_id = guest THEN account ELSE user_id END
        WHERE conversation_id = pair.old_id;
        UPDATE messages SET conversation_id = pair.new_id WHERE conversation_id = pair.old_id;
      ELSE
        SELECT count(*) INTO appended FROM messages WHERE conversation_id = pair.old_id;
        -- What somebody had read stays read, unless something unread stands before it.
        WITH aimed AS (
          SELECT
            mine.user_id,
            CASE WHEN seen.places > 0 AND NOT EXISTS (
              SELECT FROM messages
              WHERE messages.conversation_id = pair.new_id
                AND messages.seq > mine.read_seq
                AND messages.sender_id <> mine.user_id
            ) THEN base + seen.places ELSE mine.read_seq END AS read_seq,
            CASE WHEN handed.places > 0 AND NOT EXISTS (
              SELECT FROM messages
              WHERE messages.conversation_id = pair.new_id
                AND messages.seq > mine.delivered_seq
                AND messages.sender_id <> mine.user_id
            ) THEN base + handed.places ELSE mine.delivered_seq END AS delivered_seq
          FROM participants mine
          JOIN participants before
            ON before.conversation_id = pair.old_id
            AND before.user_id = CASE WHEN mine.user_id = account THEN guest ELSE mine.user_id END
          CROSS JOIN LATERAL (
            SELECT count(*) AS places FROM messages
            WHERE messages.conversation_id = pair.old_id AND messages.seq <= before.read_seq
          ) seen
          CROSS JOIN LATERAL (
            SELECT count(*) AS places FROM messages
            WHERE messages.conversation_id = pair.old_id AND messages.seq <= before.delivered_seq
          ) handed
          WHERE mine.conversation_id = pair.new_id
        ), moved AS (
          SELECT aimed.*, row_number() OVER (ORDER BY aimed.user_id) AS place
          FROM aimed
          JOIN participants mine
            ON mine.conversation_id = pair.new_id AND mine.user_id = aimed.user_id
          WHERE aimed.read_seq > mine.read_seq OR aimed.delivered_seq > mine.delivered_seq
        ), pointed AS (
          UPDATE participants
          SET read_seq = moved.read_seq,
            delivered_seq = greatest(moved.delivered_seq, moved.read_seq),
            read_at = CASE
              WHEN moved.read_seq > participants.read_seq THEN clock_timestamp()
              ELSE participants.read_at
            END,
            rev = base + appended + moved.place
          FROM moved
          WHERE participants.conversation_id = pair.new_id
            AND participants.user_id = moved.user_id
        )
        UPDATE conversations
        SET rev = base + appended + (SELECT count(*) FROM moved),
          updated_at = greatest(updated_at, (
            SELECT earlier.updated_at FROM conversations earlier WHERE earlier.id = pair.old_id
          ))
        WHERE id = pair.new_id;

        UPDATE messages
        SET conversation_id = pair.new_id,
          seq = base + placed.place,
          rev = base + placed.place,
          updated_at = clock_timestamp()
        FROM (
          SELECT message_id, row_number() OVER (ORDER BY seq) AS place
          FROM messages WHERE conversation_id = pair.old_id
        ) placed
        WHERE messages.message_id = placed.message_id;
      END IF;

      DELETE FROM conversations WHERE id = pair.old_id;
      INSERT INTO conversation_aliases (old_id, new_id, guest_id)
      VALUES (pair.old_id, pair.new_id, guest);
    END LOOP;

    -- An id that the account has used too can't stand for both messages.
    UPDATE messages
    SET sender_id = account,
      client_message_id = CASE
        WHEN EXISTS (
          SELECT FROM messages own
          WHERE own.sender_id = account AND own.client_message_id = messages.client_message_id
        )
        THEN 'moved-' || gen_random_uuid()
        ELSE client_message_id
      END
    WHERE conversation_id = ANY (new_ids) AND sender_id = guest;
    UPDATE messages SET receiver_id = account
    WHERE conversation_id = ANY (new_ids) AND receiver_id = guest;
    UPDATE users SET joined_to = account WHERE id = guest;

    INSERT INTO blocks (user_id, blocked_id, created_at)
    SELECT
      CASE WHEN user_id = guest THEN account ELSE user_id END,
      CASE WHEN blocked_id = guest THEN account ELSE blocked_id END,
      created_at
    FROM blocks
    WHERE guest IN (user_id, blocked_id) AND account NOT IN (user_id, blocked_id)
    ON CONFLICT DO NOTHING;
    DELETE FROM blocks
    WHERE guest IN (user_id, blocked_id) AND account NOT IN (user_id, blocked_id);
    UPDATE participants SET held_read_seq = read_seq, held_delivered_seq = delivered_seq
    WHERE conversation_id = ANY (new_ids)
      AND held_read_seq IS NULL
      AND EXISTS (
        SELECT FROM participants other
        JOIN blocks ON (blocks.user_id, blocks.blocked_id)
          IN ((participants.user_id, other.user_id), (other.user_id, participants.user_id))
        WHERE other.conversation_id = participants.conversation_id
      );
  END IF;

  RETURN json_build_object(
    'outcome', 'joined',
    'fresh', owner IS NULL,
    'moves', (
      SELECT coalesce(json_agg(json_build_object(
        'old_id', old_id,
        'new_id', new_id,
        'participant_ids', (
          SELECT json_agg(user_id) FROM participants WHERE conversation_id = new_id
        )
      ) ORDER BY old_id), '[]')
      FROM conversation_aliases WHERE guest_id = guest
    )
  );
END
$$;
