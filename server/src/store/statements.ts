import { blockStatements } from "./block-statements.js";
import { conversationStatements } from "./conversation-statements.js";
import { messageStatements } from "./message-statements.js";
import { moderationStatements } from "./moderation-statements.js";
import { photographerStatements } from "./photographer-statements.js";
import { reportStatements } from "./report-statements.js";
import { signInStatements } from "./sign-in-statements.js";
import { createPrepare, type Database } from "./statement.js";
import { userStatements } from "./user-statements.js";

export type Statements = ReturnType<typeof createStatements>;

/** Every statement that the server runs, each prepared by name. */
export function createStatements(db: Database) {
  const prepare = createPrepare(db);
  return {
    users: userStatements(prepare),
    conversations: conversationStatements(prepare),
    messages: messageStatements(prepare),
    photographers: photographerStatements(prepare),
    signIns: signInStatements(prepare),
    blocks: blockStatements(prepare),
    reports: reportStatements(prepare),
    moderation: moderationStatements(prepare),
  };
}
