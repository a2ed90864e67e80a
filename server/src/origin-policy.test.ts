import { describe, expect, it } from "vitest";
import { createOriginPolicy } from "./origin-policy.js";

const host = "chat.example:5000";

describe("with a list of origins", () => {
  it.each([
    ["https://studio.example", true],
    ["http://chat.example:5000", true],
    ["https://chat.example:5000", true],
    ["ftp://chat.example:5000", false],
    ["foo://chat.example:5000", false],
    ["https://chat.example:5000/", false],
    ["https://a@chat.example:5000", false],
    ["https://chat.example", false],
    ["null", false],
    [undefined, true],
  ])("a page of %s is allowed: %s", (origin, expected) => {
    const isAllowed = createOriginPolicy(["https://studio.example"]);
    expect(isAllowed(origin, host)).toBe(expected);
  });
});

it("without a list any page is allowed", () => {
  const isAllowed = createOriginPolicy(null);
  expect(isAllowed("https://evil.example", host)).toBe(true);
});
