/** A command line that can't be understood; the message is one line to show. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
