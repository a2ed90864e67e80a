import { waitUntil as wait } from "@open-wc/testing";

/** `waitUntil` with a deadline for a busy machine: 20 s unless said otherwise. */
export const waitUntil: typeof wait = (condition, message, options) =>
  wait(condition, message, { timeout: 20_000, ...options });
