import type { Connection } from "./connection/connection.js";
import type { FoundConversation } from "./conversation.js";
import type { LiveConversation } from "./create-conversation.js";
import { PAGE_SIZE_MAX, SEARCH_LENGTH } from "./protocol/index.js";
import type { Session } from "./session.js";
import { createMessageViews } from "./timeline/message-views.js";
import { withListed } from "./timeline/timeline.js";

type Found = readonly FoundConversation[];

/** Searches the caller's conversations; an earlier search that is overtaken answers with the newest one's result. */
export function createSearch(
  request: Connection["request"],
  conversationOf: (conversationId: string) => LiveConversation,
  session: Session,
): (text: string) => Promise<Found> {
  let newest: Promise<Found>;

  async function find(search: string): Promise<Found> {
    if (!search) return [];
    const page = await request("list_conversations", { search, limit: PAGE_SIZE_MAX });
    return page.conversations.map((row) => {
      const conversation = conversationOf(row.conversationId);
      conversation.merge((known, me) => withListed(known, row, me), row.rev);
      const { snapshot, timeline } = conversation;
      const messages = row.match ? [row.match] : [];
      const [match = null] = createMessageViews()({ ...timeline, messages }, [], session.me);
      return { ...snapshot, match };
    });
  }

  async function settle(): Promise<Found> {
    const own = newest;
    const found = await own.catch((error: unknown) => {
      if (own === newest) throw error;
      return [];
    });
    return own === newest ? found : settle();
  }

  return (text) => {
    newest = find(text.trim().slice(0, SEARCH_LENGTH).trim());
    return settle();
  };
}
