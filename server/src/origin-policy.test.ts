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
    const isAllowed = createOriginPolicy(["https://studio.example"], undefined);
    expect(isAllowed(origin, host)).toBe(expected);
  });

  it.each([
    ["https://studio.example", true],
    ["https://chat.example", true],
    ["http://chat.example", false],
    ["https://chat.example:5000", false],
    ["http://chat.example:5000", false],
    [undefined, true],
  ])("and an address of its own, a page of %s is allowed: %s", (origin, expected) => {
    const isAllowed = createOriginPolicy(["https://studio.example"], "https://chat.example");
    expect(isAllowed(origin, host)).toBe(expected);
  });
});

it("without a list any page is allowed", () => {
  const isAllowed = createOriginPolicy(null, "https://chat.example");
  expect(isAllowed("https://evil.example", host)).toBe(true);
});
