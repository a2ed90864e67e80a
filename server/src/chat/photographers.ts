import { type Profile, SAVED_REPLIES, type SavedReply } from "@photo-chat/sdk/protocol";
import { databaseUnavailable } from "../store/database-error.js";
import type { ProfileRow, ReplyRow } from "../store/photographer-statements.js";
import type { Statements } from "../store/statements.js";
import { ALWAYS_THERE, type Availabilities } from "./availabilities.js";
import { ChatError } from "./chat-error.js";
import type { SignIn } from "./sign-in.js";

/** What photographers keep for themselves. Who asks is known to be one. */
export interface Photographers {
  profile(userId: string): Promise<Profile>;
  /** As a whole; a newer token that says otherwise of name, picture or email wins. */
  setProfile(userId: string, profile: Profile): Promise<Profile>;
  replies(userId: string): Promise<SavedReply[]>;
  /** @throws ChatError `too_large` when there are 100 */
  addReply(userId: string, reply: Omit<SavedReply, "replyId">): Promise<SavedReply>;
  /** @throws ChatError `not_found` */
  changeReply(userId: string, reply: SavedReply): Promise<SavedReply>;
  /** @throws ChatError `not_found` */
  removeReply(userId: string, replyId: string): Promise<void>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createPhotographers(
  { photographers }: Statements,
  availabilities: Availabilities,
  signIns: SignIn,
): Photographers {
  const rowOf = async (userId: string): Promise<ProfileRow> => {
    const [row] = await photographers.profile({ userId });
    if (!row) throw new Error("Who is signed in is known.");
    return row;
  };
  const found = <Row>([row]: readonly Row[]): Row => {
    if (!row) throw new ChatError("not_found", "No reply of yours has this id.");
    return row;
  };
  const known = (replyId: string): string => (uuid.test(replyId) ? replyId : found([]));

  return {
    profile: async (userId) => toProfile(await rowOf(userId)),
    async setProfile(userId, { availability, ...profile }) {
      // Looked up before anything is stored: whoever looks later finds no change to tell of.
      const before = (await availabilities.of(userId))?.setting;
      const changedAt = new Date().toISOString();
      const since = before?.mode === availability.mode ? before.since : changedAt;
      const stored = { ...availability, since, changedAt };
      const [row] = await photographers.setProfile({
        // Not whole seconds, as tokens have: a token of this very second came before.
        ...{ userId, ...profile, issuedAt: Date.now() / 1_000 },
        availability: JSON.stringify(stored),
      });
      // Erased since they signed in: the repeat will be refused.
      if (!row) throw databaseUnavailable();
      signIns.forget(userId);
      await availabilities.set(userId, stored);
      return toProfile(row);
    },
    async replies(userId) {
      return (await photographers.replies({ userId })).map(toReply);
    },
    async addReply(userId, { title, text }) {
      const [row] = await photographers.addReply({ userId, title, text, most: SAVED_REPLIES });
      if (!row) throw new ChatError("too_large", `There may be ${SAVED_REPLIES} replies at most.`);
      return toReply(row);
    },
    async changeReply(userId, { replyId, title, text }) {
      const rows = await photographers.changeReply({
        ...{ userId, replyId: known(replyId), title, text },
      });
      return toReply(found(rows));
    },
    async removeReply(userId, replyId) {
      found(await photographers.removeReply({ userId, replyId: known(replyId) }));
    },
  };
}

function toProfile({ name, picture, email, availability }: ProfileRow): Profile {
  if (!availability) return { name, picture, email, availability: ALWAYS_THERE };
  const { mode, timeZone, hours, answer } = availability;
  return { name, picture, email, availability: { mode, timeZone, hours, answer } };
}

function toReply({ reply_id: replyId, title, text }: ReplyRow): SavedReply {
  return { replyId, title, text };
}
