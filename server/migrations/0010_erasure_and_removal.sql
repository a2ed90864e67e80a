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
