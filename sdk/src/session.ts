import type { Drafts } from "./drafts/drafts.js";
import type { Outbox } from "./outbox/outbox.js";
import type { ServerLimits, User } from "./protocol/index.js";

/** What the parts of one client share. The client alone writes it. */
export interface Session {
  /** The user's id; empty while unknown. */
  me: string;
  user: User | null;
  limits: ServerLimits;
  /** There as soon as the user's id is. */
  outbox: Outbox | null;
  readonly drafts: Drafts;
  /** Every conversation that was there at the start is known: another one is new. */
  listed: boolean;
  /** Aborts when the connection ends; null while there is none. */
  online: AbortSignal | null;
  /** As `ChatSnapshot.heldUntil`. */
  heldUntil: number;
}
