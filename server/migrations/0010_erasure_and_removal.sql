-- Empties up to so many messages of a user in a conversation, which stay in their places, and gives
-- the conversation its next rev. Repeated until `left` is false; null when there is no such
-- conversation any more. The new clientMessageId is one that nobody can have used before.
CREATE OR REPLACE FUNCTION erase_messages(conversation text, person text, most integer) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  next_rev bigint;
  emptied integer;
BEGIN
  UPDATE conversations SET rev = rev + 1 WHERE id = conversation RETURNING rev INTO next_rev;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE messages
  SET message_text = '', message_type = 'text', attachment_url = NULL, about = NULL,
    client_message_id = 'erased-' || gen_random_uuid(), rev = next_rev,
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
DROP FUNCTION remove_idle_guests;
--> statement-breakpoint
-- Removes up to so many guests who have not been there since a time and have no messages, with their
-- empty conversations. Answers who they were.
CREATE FUNCTION remove_idle_guests(before timestamptz, most integer) RETURNS text[]
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
  PERFORM FROM conversations
  WHERE id IN (SELECT conversation_id FROM participants WHERE user_id = ANY (idle))
  ORDER BY id
  FOR UPDATE;
  -- What was being committed before the locks is there to be seen now.
  idle := ARRAY(
    SELECT guest.id FROM unnest(idle) AS guest (id)
    WHERE NOT EXISTS (
      SELECT FROM participants
      JOIN messages ON messages.conversation_id = participants.conversation_id
      WHERE participants.user_id = guest.id
    )
  );
  places := ARRAY(SELECT conversation_id FROM participants WHERE user_id = ANY (idle));
  UPDATE conversations SET rev = rev + 1, deleted_at = clock_timestamp() WHERE id = ANY (places);
  DELETE FROM participants WHERE conversation_id = ANY (places);
  DELETE FROM blocks WHERE user_id = ANY (idle) OR blocked_id = ANY (idle);
  DELETE FROM sign_in_codes WHERE user_id = ANY (idle);
  DELETE FROM users WHERE id = ANY (idle);
  RETURN idle;
END
$$;
--> statement-breakpoint
-- Leaves nothing of a person, and of the guests that joined it, but the ids, and what the host has
-- decided about them: tokens from before are refused. Their messages stay until `erase_messages`;
-- what leads from the person to the guests, and reports, until `finish_erasure`. Answers the guests,
-- or null for nobody.
CREATE OR REPLACE FUNCTION erase_user(person text, moment double precision, key text) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  guests text[];
BEGIN
  PERFORM FROM users WHERE id = person FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM note_deed(key, 'erase', person);
  guests := ARRAY(SELECT id FROM users WHERE joined_to = person);

  UPDATE users
  SET name = NULL, picture = NULL, email = NULL, email_own_since = NULL, availability = NULL,
    last_seen_at = NULL, ban_reason = NULL, tokens_valid_from = moment, profile_issued_at = 0
  WHERE id = person OR id = ANY (guests);
  DELETE FROM saved_replies WHERE owner_id = person;
  DELETE FROM sign_in_codes WHERE user_id = person;
  DELETE FROM blocks WHERE user_id = person OR user_id = ANY (guests);
  RETURN json_build_object('guest_ids', guests);
END
$$;
--> statement-breakpoint
-- Once the messages of a person are empty: reports lose what was said of and by them, and nothing
-- leads to their guests any more. Before that it could not be repeated.
CREATE FUNCTION finish_erasure(person text) RETURNS void
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  people text[];
BEGIN
  people := ARRAY(SELECT id FROM users WHERE id = person OR joined_to = person FOR UPDATE);
  UPDATE reports SET message_text = NULL, note = NULL WHERE user_id = ANY (people);
  UPDATE reports SET note = NULL WHERE reporter_id = ANY (people);
  DELETE FROM conversation_aliases WHERE guest_id = ANY (people);
  UPDATE users SET joined_to = NULL WHERE id = ANY (people);
END
$$;
--> statement-breakpoint
-- Reports follow a guest's conversation, so that its end is theirs. Who is named in them stays: the
-- account and its guest may both have reported the same.
CREATE FUNCTION move_reports() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE reports SET conversation_id = NEW.new_id WHERE conversation_id = NEW.old_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER reports_follow AFTER INSERT ON "conversation_aliases"
FOR EACH ROW EXECUTE FUNCTION move_reports();
--> statement-breakpoint
UPDATE reports SET conversation_id = moved.new_id
FROM conversation_aliases moved WHERE moved.old_id = reports.conversation_id;
--> statement-breakpoint
CREATE INDEX "conversations_deleted" ON "conversations" USING btree ("id") WHERE "conversations"."deleted_at" is not null;
--> statement-breakpoint
-- Ends a conversation for everybody, with a rev that whoever waits to change it does not expect. Its
-- messages are left to `sweep_deleted`, and its count stays, so that it can start anew. Answers whose
-- it was, or null when there is none.
CREATE OR REPLACE FUNCTION delete_conversation(conversation text, key text) RETURNS json
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  people text[];
  last_rev bigint;
BEGIN
  UPDATE conversations SET rev = rev + 1, deleted_at = clock_timestamp()
  WHERE id = conversation AND deleted_at IS NULL
  RETURNING rev INTO last_rev;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM note_deed(key, 'delete_conversation', conversation);
  people := ARRAY(SELECT user_id FROM participants WHERE conversation_id = conversation);
  DELETE FROM participants WHERE conversation_id = conversation;
  UPDATE reports SET message_text = NULL WHERE conversation_id = conversation;
  RETURN json_build_object('rev', last_rev, 'participant_ids', people);
END
$$;
--> statement-breakpoint
-- Removes up to so many messages of a deleted conversation. Answers how many.
CREATE FUNCTION sweep_deleted(conversation text, most integer) RETURNS integer
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  removed integer;
BEGIN
  -- One that has started anew is nobody's to sweep.
  PERFORM FROM conversations WHERE id = conversation AND deleted_at IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  DELETE FROM messages WHERE message_id IN (
    SELECT message_id FROM messages WHERE conversation_id = conversation LIMIT most
  );
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END
$$;
--> statement-breakpoint
-- Makes a direct conversation with both its participants; does nothing when there is one, or when
-- one of them is a guest that has joined an account. One that was deleted starts anew, and its count
-- goes on; not before all that it had is gone (`lock_not_available`). The locks are those that
-- `join_guest` waits for.
CREATE OR REPLACE FUNCTION create_direct_conversation(conversation_id text, user_ids text[]) RETURNS void
LANGUAGE plpgsql
SET lock_timeout = '2s'
AS $$
BEGIN
  PERFORM FROM users WHERE id = ANY (user_ids) ORDER BY id FOR KEY SHARE;
  IF EXISTS (SELECT FROM users WHERE id = ANY (user_ids) AND joined_to IS NOT NULL) THEN
    RETURN;
  END IF;
  PERFORM FROM conversations WHERE id = create_direct_conversation.conversation_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM conversations deleted
    JOIN messages ON messages.conversation_id = deleted.id
    WHERE deleted.id = create_direct_conversation.conversation_id AND deleted.deleted_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'its messages are being removed' USING ERRCODE = '55P03';
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
ALTER TABLE "users" ADD COLUMN "email_own_since" timestamp (3) with time zone;
