import type { DeliveryStatus } from "@photo-chat/sdk";

/** A committed message as somebody saw it: in an event, an answer, a view or a row. */
export interface SeenMessage {
  readonly conversationId: string;
  readonly messageId: string;
  readonly clientMessageId: string;
  readonly senderId: string;
  readonly seq: number;
  readonly text: string;
}

/** What happened at one witness. */
export type Happening =
  /** A page was opened: what it shows starts anew. */
  | { readonly type: "opened" }
  /** The page was closed, killed or reloaded. */
  | { readonly type: "closed" }
  /** The person wrote it. `doomed`: the server is meant to refuse it. */
  | {
      readonly type: "wrote";
      readonly conversationId: string;
      readonly clientMessageId: string;
      readonly text: string;
      readonly doomed: boolean;
    }
  /** The outbox has stored it, at this place of all that it ever stored. */
  | {
      readonly type: "stored";
      readonly conversationId: string;
      readonly clientMessageId: string;
      readonly order: number;
    }
  /** The person took it back, or discarded it after it had failed. */
  | { readonly type: "taken back"; readonly clientMessageId: string }
  /** The server said that it has committed the message. */
  | { readonly type: "acked"; readonly message: SeenMessage; readonly duplicate: boolean }
  /** The server said no to a request. */
  | {
      readonly type: "refused";
      readonly request: string;
      readonly code: string;
      readonly retryAfterMs: number | null;
    }
  /** Someone's message arrived in an event or an answer, on whatever way. */
  | { readonly type: "heard"; readonly message: SeenMessage }
  /** Anything else about a conversation or a person arrived; `subject` is the id of either. */
  | { readonly type: "told"; readonly event: string; readonly subject: string }
  /** A message appeared in the view, or changed there. */
  | {
      readonly type: "shown";
      readonly conversationId: string;
      readonly clientMessageId: string;
      readonly senderId: string;
      readonly text: string;
      readonly messageId: string | null;
      readonly seq: number | null;
      readonly status: DeliveryStatus | null;
    }
  /** A participant's pointers changed in the view. */
  | {
      readonly type: "pointed";
      readonly conversationId: string;
      readonly userId: string;
      readonly deliveredSeq: number;
      readonly readSeq: number;
    }
  /** The connection's indicator changed. */
  | { readonly type: "connection"; readonly state: string; readonly reason: string | null };

/** With when it happened: milliseconds since the run began. */
export type Entry = { readonly at: number } & Happening;

/** What a witness writes down, in order. */
export interface Journal {
  readonly entries: readonly Entry[];
  readonly write: (happening: Happening) => void;
}

/** @param now milliseconds since the run began, from a clock that never runs backwards */
export function createJournal(now: () => number): Journal {
  const entries: Entry[] = [];
  return {
    entries,
    write: (happening) => void entries.push({ at: now(), ...happening }),
  };
}
