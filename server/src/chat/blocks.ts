import { type BlockedUser, conversationIdOf } from "@photo-chat/sdk/protocol";
import { toTime } from "../store/rows.js";
import type { Statements } from "../store/statements.js";
import type { ChangeFeed } from "./change-feed.js";
import { ChatError } from "./chat-error.js";
import type { Members } from "./members.js";

/** Who takes nothing from whom. A block, of either side, closes the pair's direct conversation. */
export interface Blocks {
  /** Newest first. */
  list(callerId: string): Promise<BlockedUser[]>;
  /** Repeatable. @throws ChatError `not_found` for who shares no conversation with the caller */
  block(callerId: string, otherId: string): Promise<void>;
  /** Repeatable. @throws ChatError as `block` */
  unblock(callerId: string, otherId: string): Promise<void>;
}

/** The same for who does not exist and for who is none of the caller's business. */
export function unknownUser(): ChatError {
  return new ChatError("not_found", "You share no conversation with such a user.");
}

export function createBlocks({ blocks }: Statements, members: Members, feed: ChangeFeed): Blocks {
  const set = async (callerId: string, otherId: string, blocking: boolean): Promise<void> => {
    const conversationId = conversationIdOf(callerId, otherId);
    const [row] = await blocks.set({ userId: callerId, otherId, conversationId, blocking });
    if (!row?.block) throw unknownUser();
    const { rev, participant_ids: participantIds } = row.block;
    if (rev === null || participantIds === null) return;
    members.forget(conversationId);
    feed.tell({ kind: "conversation", conversationId, rev, participantIds });
  };

  return {
    async list(callerId) {
      return (await blocks.list({ userId: callerId })).map((row) => ({
        userId: row.id,
        name: row.name,
        picture: row.picture,
        blockedAt: toTime(row.created_at),
      }));
    },
    block: (callerId, otherId) => set(callerId, otherId, true),
    unblock: (callerId, otherId) => set(callerId, otherId, false),
  };
}
