/** A file of this name in the database's folder makes commits of messages fail; it holds the SQLSTATE. */
export const FAILING_FILE = "faults-failing";

/**
 * What the tests add to a database: triggers that write down each committed step of a `rev` and who
 * took it, and one that makes commits fail, at the very end, for as long as there is a file that says so.
 */
export const auditSql = `
  CREATE TABLE faults_steps (conversation_id text, from_rev bigint, to_rev bigint);
  CREATE TABLE faults_claims (conversation_id text, rev bigint, change text);

  CREATE FUNCTION faults_step() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.rev <> OLD.rev THEN
      INSERT INTO faults_steps VALUES (NEW.id, OLD.rev, NEW.rev);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER faults_step AFTER UPDATE ON conversations
    FOR EACH ROW EXECUTE FUNCTION faults_step();

  CREATE FUNCTION faults_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO faults_claims VALUES (NEW.conversation_id, NEW.seq, 'message');
    RETURN NULL;
  END $$;
  CREATE TRIGGER faults_message AFTER INSERT ON messages
    FOR EACH ROW EXECUTE FUNCTION faults_message();

  CREATE FUNCTION faults_pointer() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    delivers boolean := NEW.delivered_seq > greatest(OLD.delivered_seq, NEW.read_seq);
  BEGIN
    IF NEW.read_seq > OLD.read_seq THEN
      INSERT INTO faults_claims VALUES (NEW.conversation_id, NEW.rev - delivers::integer, 'read');
    END IF;
    IF delivers THEN
      INSERT INTO faults_claims VALUES (NEW.conversation_id, NEW.rev, 'delivered');
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER faults_pointer AFTER UPDATE ON participants
    FOR EACH ROW EXECUTE FUNCTION faults_pointer();

  CREATE FUNCTION faults_commit() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (pg_stat_file('${FAILING_FILE}', true)).size IS NOT NULL THEN
      RAISE EXCEPTION 'the commit fails' USING ERRCODE = trim(pg_read_file('${FAILING_FILE}'));
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER faults_commit AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION faults_commit();
`;
