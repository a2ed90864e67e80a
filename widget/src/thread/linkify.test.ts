import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkify } from "./linkify.js";

const links = (text: string): (string | null)[] =>
  linkify(text)
    .filter(({ href }) => href)
    .map(({ text }) => text);

describe("linkify", () => {
  it.each([
    ["see https://example.com/a?b=c#d now", "https://example.com/a?b=c#d"],
    ["HTTP://EXAMPLE.COM", "HTTP://EXAMPLE.COM"],
    ["www.example.com", "www.example.com"],
    ["end of sentence: https://example.com.", "https://example.com"],
    ["really https://example.com/a?!", "https://example.com/a"],
    ["(https://example.com)", "https://example.com"],
    ["https://example.com/a_(b)", "https://example.com/a_(b)"],
    ["(see https://example.com/a_(b)).", "https://example.com/a_(b)"],
    ['"https://example.com"', "https://example.com"],
    ["„https://example.com“,", "https://example.com"],
    ["https://例え.jp/パス", "https://例え.jp/パス"],
  ])("finds the address in %j", (text, found) => {
    expect(links(text)).toEqual([found]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.com",
    "www.",
    "http://",
    "https://...",
    "example.com",
    "a@example.com",
  ])("finds none in %j", (text) => {
    expect(links(text)).toEqual([]);
  });

  it("leads a bare www. to https", () => {
    expect(linkify("www.example.com/a")).toEqual([
      { text: "www.example.com/a", href: "https://www.example.com/a" },
    ]);
  });

  it("ends an address at a direction control, which could show its end as its beginning", () => {
    expect(links("https://example.com/\u202Emoc.elpmaxe")).toEqual(["https://example.com/"]);
  });

  const piece = fc.constantFrom("https://", "www.", "a.b", ")", "(", ".", " ", "é", "\u202E", "\n");

  it("keeps the text as it is, and leads only to http(s)", () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        for (const { href } of parts) expect(href ?? "https://").toMatch(/^https?:\/\//);
      }),
    );
  });
});
