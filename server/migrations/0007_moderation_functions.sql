-- In a database that had them before, with other parameters.
DROP FUNCTION IF EXISTS note_deed;
--> statement-breakpoint
DROP FUNCTION IF EXISTS set_block;
--> statement-breakpoint
DROP FUNCTION IF EXISTS hold_receipts;
--> statement-breakpoint
DROP FUNCTION IF EXISTS revoke_tokens;
--> statement-breakpoint
DROP FUNCTION IF EXISTS erase_user;
--> statement-breakpoint
DROP FUNCTION IF EXISTS erase_messages;
--> statement-breakpoint
DROP FUNCTION IF EXISTS remove_messages;
--> statement-breakpoint
DROP FUNCTION IF EXISTS delete_conversation;
--> statement-breakpoint
DROP FUNCTION IF EXISTS remove_idle_guests;
--> statement-breakpoint
-- Adds to the audit log; called by the statement that does what is noted.
CREATE FUNCTION note_deed(key text, deed text, about text) RETURNS bigint
LANGUAGE sql
AS $$
  INSERT INTO audit (by, action, subject) VALUES (key, deed, about) RETURNING entry_id
$$;
--> statement-breakpoint
-- Blocks a user or ends the block, and gives the pair's conversation, when there is one, its next rev
-- if that changed anything: `rev` is null otherwise. While a block stands, of either of them, both
-- are shown how far the other one had come when it began. Null for a user with whom the caller
-- shares no conversation.
CREATE FUNCTION set_block(caller text, other text, conversation text, blocking boolean) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  changed boolean;
  next_rev bigint;
BEGIN
  PERFORM FROM conversations WHERE id = conversation FOR NO KEY UPDATE;
  IF caller = other OR NOT EXISTS (
    SELECT FROM participants mine
    JOIN participants theirs ON theirs.conversation_id = mine.conversation_id
    WHERE mine.user_id = caller AND theirs.user_id = other
    UNION ALL
    SELECT FROM blocks WHERE user_id = caller AND blocked_id = other
  ) THEN
    RETURN NULL;
  END IF;

  IF blocking THEN
    INSERT INTO blocks (user_id, blocked_id) VALUES (caller, other) ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM blocks WHERE user_id = caller AND blocked_id = other;
  END IF;
  changed := FOUND;
  IF changed THEN
    UPDATE conversations SET rev = rev + 1
    WHERE id = conversation AND deleted_at IS NULL
    RETURNING rev INTO next_rev;
    PERFORM hold_receipts(conversation, next_rev);
  END IF;
  RETURN json_build_object('rev', next_rev, 'participant_ids', (
    SELECT json_agg(user_id) FROM participants WHERE conversation_id = conversation
  ));
END
$$;
--> statement-breakpoint
-- Keeps receipts of a direct conversation back while a block stands in it, and lets them go, with
-- this rev, when none does any more.
CREATE FUNCTION hold_receipts(conversation text, next_rev bigint) RETURNS void
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF EXISTS (
    SELECT FROM participants mine
    JOIN participants theirs ON theirs.conversation_id = mine.conversation_id
    JOIN blocks ON blocks.user_id = mine.user_id AND blocks.blocked_id = theirs.user_id
    WHERE mine.conversation_id = conversation
  ) THEN
    UPDATE participants SET held_read_seq = read_seq, held_delivered_seq = delivered_seq
    WHERE conversation_id = conversation AND held_read_seq IS NULL;
  ELSE
    UPDATE messages
    SET is_read = true, read_at = reader.read_at, updated_at = clock_timestamp(), rev = next_rev
    FROM participants reader
    WHERE reader.conversation_id = conversation
      AND messages.conversation_id = conversation
      AND messages.seq > reader.held_read_seq
      AND messages.seq <= reader.read_seq
      AND messages.receiver_id = reader.user_id;
    UPDATE participants SET held_read_seq = NULL, held_delivered_seq = NULL
    WHERE conversation_id = conversation AND held_read_seq IS NOT NULL;
  END IF;
END
$$;
--> statement-breakpoint
-- Refuses tokens from before a moment, in epoch seconds, and links to sign in by. Null for nobody.
CREATE FUNCTION revoke_tokens(person text, moment double precision, key text) RETURNS text
LANGUAGE sql
AS $$
  DELETE FROM sign_in_codes WHERE user_id = person;
  UPDATE users SET tokens_valid_from = greatest(tokens_valid_from, moment) WHERE id = person
  RETURNING note_deed(key, 'revoke_tokens', id)::text
$$;
--> statement-breakpoint
-- Leaves nothing of a person but the id, and what the host has decided about it: tokens from before
-- are refused. Their messages stay until `erase_messages`. Answers the conversations and guests that
-- were theirs, or null for nobody.
CREATE FUNCTION erase_user(person text, moment double precision, key text) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  guests text[];
  places text[];
BEGIN
  PERFORM FROM users WHERE id = person FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM note_deed(key, 'erase', person);
  guests := ARRAY(SELECT id FROM users WHERE joined_to = person);
  places := ARRAY(SELECT conversation_id FROM participants WHERE user_id = person);

  UPDATE users
  SET name = NULL, picture = NULL, email = NULL, availability = NULL, last_seen_at = NULL,
    ban_reason = NULL, joined_to = NULL, tokens_valid_from = moment, profile_issued_at = 0
  WHERE id = person OR id = ANY (guests);
  DELETE FROM conversation_aliases WHERE guest_id = person OR guest_id = ANY (guests);
  DELETE FROM saved_replies WHERE owner_id = person;
  DELETE FROM sign_in_codes WHERE user_id = person;
  DELETE FROM blocks WHERE user_id = person;
  UPDATE reports SET message_text = NULL, note = NULL WHERE user_id = person;
  UPDATE reports SET note = NULL WHERE reporter_id = person;
  RETURN json_build_object('guest_ids', guests, 'conversation_ids', places);
END
$$;
--> statement-breakpoint
-- Empties up to so many messages of a user in a conversation, which stay in their places, and gives
-- the conversation its next rev. Repeated until `left` is false.
CREATE FUNCTION erase_messages(conversation text, person text, most integer) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  next_rev bigint;
  emptied integer;
BEGIN
  UPDATE conversations SET rev = rev + 1 WHERE id = conversation RETURNING rev INTO next_rev;
  UPDATE messages
  SET message_text = '', message_type = 'text', attachment_url = NULL, about = NULL,
    client_message_id = 'erased-' || message_id, rev = next_rev,
    deleted_at = clock_timestamp(), updated_at = clock_timestamp()
  WHERE message_id IN (
    SELECT message_id FROM messages
    WHERE conversation_id = conversation AND sender_id = person AND deleted_at IS NULL
    LIMIT most
  );
  GET DIAGNOSTICS emptied = ROW_COUNT;
  PERFORM hold_receipts(conversation, next_rev);
  RETURN json_build_object('rev', next_rev, 'left', emptied = most, 'participant_ids', (
    SELECT json_agg(user_id) FROM participants WHERE conversation_id = conversation
  ));
END
$$;
--> statement-breakpoint
-- Removes up to so many messages, the oldest first, from before a time; of one conversation only, or
-- of any. Each conversation takes its next rev, and clients that know it from before start over.
-- Answers how many were removed.
CREATE FUNCTION remove_messages(conversation text, before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  chosen bigint[];
  places text[];
  removed integer;
BEGIN
  SELECT array_agg(message_id), array_agg(DISTINCT conversation_id) INTO chosen, places
  FROM (
    SELECT message_id, conversation_id FROM messages
    WHERE created_at < before AND (conversation IS NULL OR conversation_id = conversation)
    ORDER BY created_at
    LIMIT most
  ) oldest;
  PERFORM FROM conversations WHERE id = ANY (places) ORDER BY id FOR NO KEY UPDATE;
  WITH gone AS (
    -- What moved to another conversation meanwhile waits for the next time.
    DELETE FROM messages WHERE message_id = ANY (chosen) AND conversation_id = ANY (places)
    RETURNING conversation_id
  ), counted AS (
    UPDATE conversations SET rev = rev + 1, reset_rev = rev + 1
    WHERE id IN (SELECT conversation_id FROM gone)
  )
  SELECT count(*) INTO removed FROM gone;
  RETURN removed;
END
$$;
--> statement-breakpoint
-- Ends a conversation for everybody. What it had is gone; what is left is its count, so that it can
-- start anew. Answers whose it was, or null when there is none.
CREATE FUNCTION delete_conversation(conversation text, key text) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  people text[];
  last_rev bigint;
BEGIN
  UPDATE conversations SET deleted_at = clock_timestamp()
  WHERE id = conversation AND deleted_at IS NULL
  RETURNING rev INTO last_rev;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM note_deed(key, 'delete_conversation', conversation);
  people := ARRAY(SELECT user_id FROM participants WHERE conversation_id = conversation);
  DELETE FROM messages WHERE conversation_id = conversation;
  DELETE FROM participants WHERE conversation_id = conversation;
  UPDATE reports SET message_text = NULL WHERE conversation_id = conversation;
  RETURN json_build_object('rev', last_rev, 'participant_ids', people);
END
$$;
--> statement-breakpoint
-- Removes up to so many guests who have not been there since a time and have no messages, with their
-- empty conversations. Answers how many.
CREATE FUNCTION remove_idle_guests(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  idle text[];
  places text[];
BEGIN
  idle := ARRAY(
    SELECT id FROM users
    WHERE id ~ '^guest_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      AND greatest(created_at, last_seen_at) < before
      AND joined_to IS NULL
      AND banned_at IS NULL
      AND NOT EXISTS (SELECT FROM conversation_aliases WHERE guest_id = users.id)
      AND NOT EXISTS (
        SELECT FROM participants
        JOIN messages ON messages.conversation_id = participants.conversation_id
        WHERE participants.user_id = users.id
      )
    ORDER BY id
    LIMIT most
    FOR UPDATE SKIP LOCKED
  );
  places := ARRAY(SELECT conversation_id FROM participants WHERE user_id = ANY (idle));
  UPDATE conversations SET deleted_at = clock_timestamp() WHERE id = ANY (places);
  DELETE FROM participants WHERE conversation_id = ANY (places);
  DELETE FROM blocks WHERE user_id = ANY (idle) OR blocked_id = ANY (idle);
  DELETE FROM sign_in_codes WHERE user_id = ANY (idle);
  DELETE FROM users WHERE id = ANY (idle);
  RETURN cardinality(idle);
END
$$;
