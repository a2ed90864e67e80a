import { describe, expect, it } from "vitest";
import { scopeOf, toChatError } from "./database-error.js";

/** As Drizzle hands over a driver's error: its message shows the parameters. */
function failed(code: string | undefined, message = "(secret) already exists"): Error {
  const cause = Object.assign(new Error(message), code === undefined ? {} : { code });
  return new Error("Failed query: INSERT … params: secret", { cause });
}

describe("a database's error", () => {
  it.each([
    ["22021", "internal", "item"],
    ["23505", "internal", "item"],
    ["42P01", "internal", "item"],
    ["55P03", "unavailable", "conversation"],
    ["40P01", "unavailable", "conversation"],
    ["57014", "unavailable", "everything"],
    ["57P01", "unavailable", "everything"],
    ["53300", "unavailable", "everything"],
    ["08006", "unavailable", "everything"],
    ["25006", "unavailable", "everything"],
    ["ECONNREFUSED", "unavailable", "everything"],
    ["ECONNRESET", "unavailable", "everything"],
    [undefined, "unavailable", "everything"],
  ] as const)("of code %s is %s and may be about %s", (code, expected, scope) => {
    const error = toChatError(failed(code));
    expect(error.code).toBe(expected);
    expect(error.retryAfterMs).toBe(expected === "unavailable" ? 1_000 : undefined);
    expect(scopeOf(error)).toBe(scope);
  });

  it("keeps its code for the log, and nothing of the parameters", () => {
    const error = toChatError(failed("23505"));
    expect(error.cause).toMatchObject({ code: "23505", message: "SQLSTATE 23505" });
    expect(`${error.message} ${String(error.stack)} ${String(error.cause)}`).not.toContain(
      "secret",
    );
  });

  it("without a code keeps what the driver said about the connection", () => {
    const { cause } = toChatError(failed(undefined, "Query read timeout"));
    expect(cause).toMatchObject({ message: "Query read timeout" });
  });
});
