/** Every text about blocking and reporting, which are loaded when they are needed. */
export interface ModerationStrings {
  block(name: string): string;
  unblock(name: string): string;
  report(name: string): string;
  /** Stands in for the composer. */
  closed: string;
  closedByMe(name: string): string;
  /** The button beside `closedByMe`. */
  liftBlock: string;
  reportText(name: string): string;
  reason: string;
  spamReason: string;
  abuseReason: string;
  otherReason: string;
  note: string;
  cancel: string;
  sendReport: string;
  thanks: string;
  thanksText: string;
  closeReport: string;
}

/** The table of a language. */
export type ModerationTexts = () => ModerationStrings;
