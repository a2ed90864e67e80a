import type { ChatErrorCode } from "../chat-error.js";
import type { About, MessageType } from "../protocol/index.js";

/** A message that the server is not known to have. */
export interface OutboxEntry {
  /** Rises in the order of writing, over all tabs of a browser. */
  readonly order: number;
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly messageText: string;
  readonly messageType: MessageType;
  readonly attachmentUrl: string | null;
  readonly about?: About | null;
  /** This device's time, ISO 8601. */
  readonly createdAt: string;
  /** It may have reached the server. */
  readonly attempted: boolean;
  /** Why the server refused it. */
  readonly error: { readonly code: ChatErrorCode; readonly message: string } | null;
}

/** Keeps one user's outbox. Each call is one transaction; calls take effect in the order made. */
export interface OutboxStore {
  /** Whether it outlives the page. */
  readonly durable: boolean;
  /** In order. */
  readonly all: () => Promise<OutboxEntry[]>;
  /** Resolves with the entry once it is stored. */
  readonly add: (entry: Omit<OutboxEntry, "order">) => Promise<OutboxEntry>;
  /**
   * Replaces an entry by what `change` makes of it; null deletes it. Does nothing when it is gone.
   * Resolves with what is stored then.
   */
  readonly update: (
    order: number,
    change: (entry: OutboxEntry) => OutboxEntry | null,
  ) => Promise<OutboxEntry | null>;
  readonly close: () => void;
}
