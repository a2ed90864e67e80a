import * as v from "valibot";
import { wholeNumber } from "../whole-number.js";
import { type RateName, rateNames, type RateSetting, rateSettings } from "./rate-settings.js";

/** What a user, an address or a message may take. */
export interface Limits {
  /** UTF-16 units. */
  messageLength: number;
  uploadBytes: number;
  connectionsPerUser: number;
  connectionsPerAddress: number;
  /** What a guest may do of what a user may. */
  guestPercent: number;
  /** As many users' worth is what all guests of one address may do together. */
  guestsPerAddress: number;
  rates: Readonly<Record<RateName, Rate>>;
}

export interface Rate {
  /** In each `seconds`. */
  most: number;
  seconds: number;
  /** At once, and again once `most` has made up for it; what is not above `most` adds nothing. */
  burst: number;
}

const MOST = 1e6;

const variables = rateNames.flatMap((name) => {
  const { most, burst }: RateSetting = rateSettings[name];
  return burst ? [most, burst] : [most];
});

const rates = Object.fromEntries(
  variables.map(({ name, value, about }) => [name, wholeNumber(about, String(value), 1, MOST)]),
);

const sizes = {
  LIMIT_MESSAGE_LENGTH: wholeNumber("Longest message text, in UTF-16 units.", "4000", 1, 10_000),
  LIMIT_UPLOAD_BYTES: wholeNumber("Largest upload, in bytes.", "20000000", 1, 1e10),
  LIMIT_CONNECTIONS_PER_USER: wholeNumber("Live connections of one user.", "50", 1, MOST),
  LIMIT_CONNECTIONS_PER_ADDRESS: wholeNumber("Live connections from one address.", "2000", 1, MOST),
  LIMIT_GUEST_PERCENT: wholeNumber(
    "What a guest may do of what one user may, in percent; at least one of each.",
    "50",
    1,
    100,
  ),
  LIMIT_GUESTS_PER_ADDRESS: wholeNumber(
    "All guests of one address may together do as much as this many users.",
    "10",
    1,
    MOST,
  ),
};

/** The `LIMIT_…` variables. */
export const limitVariables = v.object({ ...sizes, ...rates });

/** The limits that the variables, once parsed, stand for. */
export function limitsOf(vars: Readonly<Record<string, number>>): Limits {
  const value = (name: string): number => vars[name] ?? 0;
  const rateOf = ({ seconds, most, burst }: RateSetting): Rate => ({
    most: value(most.name),
    seconds,
    burst: burst ? value(burst.name) : 0,
  });
  return {
    messageLength: value("LIMIT_MESSAGE_LENGTH"),
    uploadBytes: value("LIMIT_UPLOAD_BYTES"),
    connectionsPerUser: value("LIMIT_CONNECTIONS_PER_USER"),
    connectionsPerAddress: value("LIMIT_CONNECTIONS_PER_ADDRESS"),
    guestPercent: value("LIMIT_GUEST_PERCENT"),
    guestsPerAddress: value("LIMIT_GUESTS_PER_ADDRESS"),
    rates: Object.fromEntries(
      rateNames.map((name) => [name, rateOf(rateSettings[name])]),
    ) as Record<RateName, Rate>,
  };
}
