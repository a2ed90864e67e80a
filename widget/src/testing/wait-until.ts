import { waitUntil as wait } from "@open-wc/testing";

/** `waitUntil` with a deadline for a busy machine: 5 s unless said otherwise. */
export const waitUntil: typeof wait = (condition, message, options) =>
  wait(condition, message, { timeout: 5_000, ...options });
