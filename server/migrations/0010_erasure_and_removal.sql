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
