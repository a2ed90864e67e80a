import type { Logger } from "pino";
import type { Chat } from "../chat/chat.js";

/** How soon it is tried again when the database could not say whom to tell, in milliseconds. */
const RETRY_MS = 1_000;

export interface News {
  /** What it is about, `presence`: newer news of the same takes its place. */
  readonly kind: string;
  readonly userId: string;
  /** Whether it is true still, once it is known whom to tell. */
  readonly holds: () => boolean;
  readonly tell: (contacts: readonly string[]) => void;
}

export interface ContactTeller {
  tell(news: News): void;
  /** Whoever has not been told until then is not. */
  stop(): void;
}

/**
 * Tells the people who share a conversation with a user something about them, as soon as the
 * database knows who they are.
 */
export function createContactTeller(
  chat: Pick<Chat, "contactsOf">,
  logger: Pick<Logger, "warn">,
): ContactTeller {
  /** The newest news of each kind about each user, until it is told; with what tries it again. */
  const waiting = new Map<string, { news: News; retry?: NodeJS.Timeout }>();
  let stopped = false;

  const attempt = (key: string, news: News): void => {
    const entry: { news: News; retry?: NodeJS.Timeout } = { news };
    waiting.set(key, entry);
    const isNewest = (): boolean => waiting.get(key) === entry && !stopped;
    chat.contactsOf(news.userId).then(
      (contacts) => {
        if (!isNewest()) return;
        waiting.delete(key);
        if (news.holds()) news.tell(contacts);
      },
      (err) => {
        const { kind, userId } = news;
        logger.warn({ userId, err }, `${kind} not announced`);
        if (isNewest()) entry.retry = setTimeout(attempt, RETRY_MS, key, news);
      },
    );
  };

  return {
    tell(news) {
      const key = `${news.kind} ${news.userId}`;
      clearTimeout(waiting.get(key)?.retry);
      attempt(key, news);
    },
    stop() {
      stopped = true;
      for (const { retry } of waiting.values()) clearTimeout(retry);
    },
  };
}
