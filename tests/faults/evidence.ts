import type { DeliveryStatus } from "@photo-chat/sdk";
import type { Entry, SeenMessage } from "./journal.js";

/** What the database holds when everything is over. */
export interface Rows {
  readonly messages: readonly (SeenMessage & {
    readonly rev: number;
    /** Epoch milliseconds. */
    readonly createdAt: number;
  })[];
  readonly conversations: readonly { readonly conversationId: string; readonly rev: number }[];
  readonly participants: readonly {
    readonly conversationId: string;
    readonly userId: string;
    readonly deliveredSeq: number;
    readonly readSeq: number;
  }[];
  /** Each committed step of a conversation's `rev`, as triggers of the test wrote them down. */
  readonly steps: readonly {
    readonly conversationId: string;
    readonly from: number;
    readonly to: number;
  }[];
  /** Each `rev` that a committed change took for itself, written down in the same way. */
  readonly claims: readonly {
    readonly conversationId: string;
    readonly rev: number;
    readonly change: "message" | "read" | "delivered";
  }[];
}

/** What a view shows of one conversation. */
export interface FinalView {
  readonly conversationId: string;
  /** All of them, oldest first, older pages loaded; then what waits. */
  readonly messages: readonly (Omit<SeenMessage, "messageId" | "seq"> & {
    readonly messageId: string | null;
    readonly seq: number | null;
    readonly status: DeliveryStatus | null;
  })[];
  readonly participants: readonly {
    readonly userId: string;
    readonly deliveredSeq: number;
    readonly readSeq: number;
    readonly online: boolean;
  }[];
  readonly unreadCount: number;
  /** Who is shown as typing. */
  readonly typing: readonly string[];
}

/** One page, socket or REST caller of one user. */
export interface Witness {
  readonly name: string;
  readonly userId: string;
  readonly journal: readonly Entry[];
  /**
   * Those of one browser share an outbox and its name; null for one without an outbox, who repeats
   * by hand.
   */
  readonly browser: string | null;
  /** What a view shows in the end; null for one that has none. */
  readonly final: readonly FinalView[] | null;
}

/** What is stored in a browser's outbox in the end. */
export interface StoredOutbox {
  readonly browser: string;
  readonly entries: readonly { readonly clientMessageId: string; readonly failed: boolean }[];
}

/** The database went back to what it was at `backupAt`. Times as in a journal. */
export interface Restore {
  readonly backupAt: number;
  readonly restoredAt: number;
}

/** How a server process came to its end. */
export interface ProcessEnd {
  readonly at: number;
  /** What it was told; null: it ended by itself. */
  readonly signal: "SIGTERM" | "SIGKILL" | null;
  readonly exitCode: number | null;
  /** From the signal to the end, in milliseconds. */
  readonly tookMs: number;
}

/** A time in which nothing came through to a witness, though its connection stayed open. */
export interface Silence {
  readonly witness: string;
  readonly from: number;
  readonly to: number;
}

/** Everything that the checker judges. */
export interface Evidence {
  readonly rows: Rows;
  readonly witnesses: readonly Witness[];
  readonly outboxes: readonly StoredOutbox[];
  readonly restores: readonly Restore[];
  readonly ends: readonly ProcessEnd[];
  readonly silences: readonly Silence[];
  /** Epoch milliseconds by the machine's clock: nothing can have been committed outside of it. */
  readonly span: { readonly from: number; readonly to: number };
  /** Who has a connection in the end. */
  readonly online: readonly string[];
}
