import { describe, expect, it } from "vitest";
import { isWebAddress } from "../../server/src/auth/identity.js";
import { safeUrl } from "../../widget/src/safe-url.js";
import { linkify } from "../../widget/src/thread/linkify.js";

const server = "https://chat.example";
const schemes = ["javascript", "data", "vbscript", "file", "blob", "filesystem", "about", "intent"];
/** A scheme as somebody would hide it. */
const disguises: ((scheme: string) => string)[] = [
  (scheme) => `${scheme}:alert(1)`,
  (scheme) => `${scheme.toUpperCase()}:alert(1)`,
  (scheme) => ` ${scheme}:alert(1)`,
  (scheme) => `\u0001${scheme}:alert(1)`,
  (scheme) => `${scheme.slice(0, 3)}\t${scheme.slice(3)}:alert(1)`,
  (scheme) => `${scheme.slice(0, 3)}\n${scheme.slice(3)}:alert(1)`,
  (scheme) => `${scheme}&colon;alert(1)`,
  (scheme) => `&#106;${scheme.slice(1)}:alert(1)`,
  (scheme) => `%6a${scheme.slice(1)}:alert(1)`,
  (scheme) => `${scheme}\u0000:alert(1)`,
  (scheme) => `\u200b${scheme}:alert(1)`,
  (scheme) => `${scheme}://studio.example/%0aalert(1)`,
  (scheme) => `${scheme}:text/html,<script>alert(1)</script>`,
  (scheme) => `view-source:${scheme}:alert(1)`,
];
const elsewhere = [
  ...[
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
  ],
  ...[
    "\t//evil.example",
    " //evil.example",
    "///evil.example",
    "/\r/evil.example",
    "\\/evil.example",
  ],
];

describe("an address", () => {
  const hidden = schemes.flatMap((scheme) => disguises.map((disguise) => disguise(scheme)));

  it("of another scheme is neither taken nor followed, however it is hidden", () => {
    for (const address of hidden) {
      expect(isWebAddress(address), address).toBe(false);
      expect(safeUrl(address, server) ?? server, address).toMatch(/^https:\/\/chat\.example/);
      for (const { href } of linkify(`see ${address} there`)) {
        expect(href ?? "https:", address).toMatch(/^https?:/);
      }
    }
  });

  it("that seems to be a path is never another host's", () => {
    for (const address of elsewhere) expect(isWebAddress(address), address).toBe(false);
    for (const address of [
      "/",
      "/a//b",
      "/a\\b",
      "/@evil.example",
      "/..//evil.example",
      "/%2f/x",
    ]) {
      if (!isWebAddress(address)) continue;
      expect(new URL(safeUrl(address, server) ?? "").origin, address).toBe(server);
    }
  });

  it("that looks like another's leads where it says, in letters that all can read", () => {
    const hrefs = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);
    expect(hrefs("https://studio.example@evil.example/")).toEqual([]);
    expect(hrefs("https://studio.example:443@evil.example/")).toEqual([]);
    expect(hrefs("www.studio.example\\@evil.example")).toEqual([]);
    expect(hrefs("https://аpple.com")).toEqual(["https://xn--pple-43d.com/"]);
    expect(hrefs("https://studio.example\u202egpj.example")).toEqual(["https://studio.example/"]);
    expect(hrefs("https://studio.example\u2044evil.example")).toEqual([]);
  });
});
