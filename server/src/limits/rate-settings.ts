interface Variable {
  readonly name: `LIMIT_${string}`;
  readonly value: number;
  readonly about: string;
}

/** A rate as it is set: so many in so many seconds and, where it has a burst, now and then more. */
export interface RateSetting {
  /** Whose doings are counted: a user's, all of an address, or what goes to an e-mail address. */
  readonly counts: "user" | "address" | "mailbox";
  readonly seconds: number;
  readonly most: Variable;
  readonly burst: Variable | null;
}

type Named = readonly [name: Variable["name"], value: number];

function perSecond(
  counts: RateSetting["counts"],
  what: string,
  [name, value]: Named,
  [burstName, burstValue]: Named,
): RateSetting {
  return {
    ...{ counts, seconds: 1 },
    most: { name, value, about: `${what} in a second.` },
    burst: { name: burstName, value: burstValue, about: `${what} at once, after a time without.` },
  };
}

/**
 * Every rate there is. A guest may do a share of what `user` rates say, and the guests of one address
 * together as much as some users: identities of guests are free, those of users come from the host.
 */
export const rateSettings = {
  messages: perSecond(
    "user",
    "Messages of one user",
    ["LIMIT_MESSAGES_PER_SECOND", 5],
    ["LIMIT_MESSAGE_BURST", 60],
  ),
  typing: perSecond(
    "user",
    "Typing events of one user",
    ["LIMIT_TYPING_PER_SECOND", 10],
    ["LIMIT_TYPING_BURST", 100],
  ),
  receipts: perSecond(
    "user",
    "Messages marked as delivered or read by one user",
    ["LIMIT_RECEIPTS_PER_SECOND", 50],
    ["LIMIT_RECEIPT_BURST", 500],
  ),
  joins: perSecond(
    "user",
    "Conversations opened by one user",
    ["LIMIT_JOINS_PER_SECOND", 20],
    ["LIMIT_JOIN_BURST", 200],
  ),
  reads: perSecond(
    "user",
    "Syncs, lists and pages of one user",
    ["LIMIT_READS_PER_SECOND", 20],
    ["LIMIT_READ_BURST", 200],
  ),
  searches: perSecond(
    "user",
    "Searches of one user",
    ["LIMIT_SEARCHES_PER_SECOND", 5],
    ["LIMIT_SEARCH_BURST", 50],
  ),
  signals: perSecond(
    "user",
    "Other small events and changes of one user",
    ["LIMIT_SIGNALS_PER_SECOND", 50],
    ["LIMIT_SIGNAL_BURST", 500],
  ),
  connects: perSecond(
    "user",
    "Connections begun by one user",
    ["LIMIT_CONNECTS_PER_SECOND", 5],
    ["LIMIT_CONNECT_BURST", 100],
  ),
  attempts: perSecond(
    "address",
    "Connections from one address that come to nothing",
    ["LIMIT_ATTEMPTS_PER_SECOND", 20],
    ["LIMIT_ATTEMPT_BURST", 2_000],
  ),
  failures: perSecond(
    "address",
    "Requests and connections from one address without a token that is accepted",
    ["LIMIT_FAILURES_PER_SECOND", 20],
    ["LIMIT_FAILURE_BURST", 1_000],
  ),
  administration: perSecond(
    "address",
    "Requests with the host's key from one address",
    ["LIMIT_ADMIN_PER_SECOND", 20],
    ["LIMIT_ADMIN_BURST", 500],
  ),
  guests: {
    ...{ counts: "address", seconds: 60, burst: null },
    most: {
      name: "LIMIT_GUESTS_PER_MINUTE",
      value: 60,
      about: "Guests (and demo identities) made from one address in a minute.",
    },
  },
  signIns: {
    ...{ counts: "address", seconds: 60, burst: null },
    most: {
      name: "LIMIT_SIGN_INS_PER_MINUTE",
      value: 60,
      about: "Sign-in links asked for or used from one address in a minute.",
    },
  },
  mails: {
    ...{ counts: "mailbox", seconds: 15 * 60, burst: null },
    most: {
      name: "LIMIT_MAILS_PER_15_MINUTES",
      value: 3,
      about: "Sign-in links mailed to one e-mail address in 15 minutes.",
    },
  },
} as const satisfies Record<string, RateSetting>;

export type RateName = keyof typeof rateSettings;

export const rateNames = Object.keys(rateSettings) as RateName[];
