/** One way to break the code, and where that has to be noticed. */
export interface Mutation {
  /** What is broken. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly from: string;
  readonly to: string;
  /** Arguments of `vitest run`: of these tests at least one fails. */
  readonly tests: readonly string[];
}

const integration = (...files: string[]): string[] => ["--project", "integration", ...files];
const unit = (...files: string[]): string[] => ["--project", "unit", ...files];

export const mutations: readonly Mutation[] = [
  {
    name: "ack-before-commit",
    file: "server/src/chat/commits.ts",
    from: "const result = await append(asked, { callerId, asked, payload: draft, participantIds, stay });",
    to: `const committing = append(asked, { callerId, asked, payload: draft, participantIds, stay });
      const promised = await committing.catch(() => null);
      if (!promised) {
        const at = new Date().toISOString();
        const message = {
          ...{ messageId: "1", seq: 1, rev: 1, senderId: callerId, receiverId: null },
          ...{ clientMessageId: "lost", messageType: "text", attachmentUrl: null, isRead: false },
          ...{ readAt: null, createdAt: at, updatedAt: at, about: null, deletedAt: null },
          ...draft,
        } as unknown as Message;
        return { message, duplicate: false };
      }
      const result = promised;`,
    tests: integration("postgres-outage", "append"),
  },
  {
    name: "told-before-commit",
    file: "server/src/chat/commits.ts",
    from: "const drafts = items.map(toDraft);",
    to: `for (const { payload, participantIds, callerId } of items) {
      const { conversationId } = payload;
      const message = { messageId: "1", seq: 1, rev: 1, senderId: callerId, ...payload };
      const told = message as unknown as Message;
      feed.tell({ kind: "message", conversationId, rev: 1, participantIds, message: told });
    }
    const drafts = items.map(toDraft);`,
    tests: integration("append", "messages"),
  },
  {
    name: "no-unique-index",
    file: "server/migrations/0000_tables.sql",
    from: `	CONSTRAINT "messages_once" UNIQUE("sender_id","client_message_id"),\n`,
    to: "",
    tests: integration("append"),
  },
  {
    name: "looked-up-before-the-lock",
    file: "server/migrations/0001_functions.sql",
    from: `  PERFORM FROM conversations WHERE id = ANY (conversation_ids) ORDER BY id FOR NO KEY UPDATE;
  moment := clock_timestamp();

  RETURN QUERY
  WITH found AS (
    SELECT
      item.*,
      conversations.rev,
      greatest`,
    to: `  moment := clock_timestamp();

  RETURN QUERY
  WITH found AS (
    SELECT
      item.*,
      conversations.rev,
      greatest`,
    tests: integration("append"),
  },
  {
    name: "no-check-of-the-rev-that-was-seen",
    file: "server/migrations/0001_functions.sql",
    from: "      AND rev = (SELECT seen.rev FROM conversations seen WHERE seen.id = conversation)\n",
    to: "",
    tests: integration("append"),
  },
  {
    name: "no-membership-check",
    file: "server/src/chat/members.ts",
    from: "if (!membership.participantIds.includes(callerId)) throw forbidden();",
    to: 'if (callerId === "") throw forbidden();',
    tests: integration("tests/hostile/access"),
  },
  {
    name: "no-membership-check-in-the-lock",
    file: "server/migrations/0001_functions.sql",
    from: "        WHERE conversation_id = conversation AND user_id = sender AND held_read_seq IS NULL",
    to: "        WHERE conversation_id = conversation",
    tests: integration("membership", "blocks"),
  },
  {
    name: "told-to-everybody",
    file: "server/src/socket/fan-out.ts",
    from: 'toUsers(io, [...others, senderId]).emit("new_message"',
    to: 'io.emit("new_message"',
    tests: integration("tests/contract/isolation"),
  },
  {
    name: "a-cursor-by-place",
    file: "server/src/store/message-statements.ts",
    from: "WHERE m.conversation_id = c.id AND m.rev > answers.rev AND",
    to: "WHERE m.conversation_id = c.id AND m.seq > answers.rev AND",
    tests: integration("sync"),
  },
  {
    name: "a-read-pointer-that-moves-back",
    file: "server/migrations/0001_functions.sql",
    from: `greatest(read_seq, read_up_to[1]) AS next_read,
      greatest(delivered_seq, delivered_up_to[1]) AS next_delivered
    FROM aimed
  ), stepped AS (
    SELECT
      *,
      (is_first AND next_read > read_seq)`,
    to: `coalesce(read_up_to[1], read_seq) AS next_read,
      greatest(delivered_seq, delivered_up_to[1]) AS next_delivered
    FROM aimed
  ), stepped AS (
    SELECT
      *,
      (is_first AND next_read <> read_seq)`,
    tests: integration("receipts"),
  },
  {
    name: "any-algorithm",
    file: "server/src/auth/token-verifier.ts",
    from: "jose.jwtVerify(token, await ownKey, { ...checks, currentDate, algorithms: [OWN] })",
    to: "jose.jwtVerify(token, secret, { ...checks, currentDate })",
    tests: [...unit("server/src/auth"), ...integration("tests/hostile")],
  },
  {
    name: "revoked-and-still-connected",
    file: "server/src/socket/gateway.ts",
    from: "chat.moderation.onSignOut((userId) => hangUpOn(io, userId)),",
    to: "chat.moderation.onSignOut(() => {}),",
    tests: integration("admin"),
  },
  {
    name: "a-new-id-for-each-try",
    file: "sdk/src/outbox/outbox.ts",
    from: "repeat(() => options.send(entry), signal, options)",
    to: "repeat(() => options.send({ ...entry, clientMessageId: `${Math.random()}` }), signal, options)",
    tests: unit("sdk/src/outbox"),
  },
  {
    name: "dropped-when-the-network-fails",
    file: "sdk/src/outbox/outbox.ts",
    from: "repeat(() => options.send(entry), signal, options)",
    to: "options.send(entry)",
    tests: unit("sdk/src/outbox"),
  },
  {
    name: "a-commit-kept-to-one-tab",
    file: "sdk/src/outbox/outbox.ts",
    from: '.then(() => tabs.tell({ type: "committed", message }))',
    to: "",
    tests: unit("sdk/src/outbox"),
  },
  {
    name: "a-hole-in-the-merge",
    file: "sdk/src/timeline/timeline.ts",
    from: "if (change.rev > cursor + 1 || !isKnown(timeline)) {",
    to: "if (!isKnown(timeline)) {",
    tests: unit("sdk/src/timeline"),
  },
];
