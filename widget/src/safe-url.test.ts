import { expect, it } from "vitest";
import { safeUrl } from "./safe-url.js";

it.each([
  ["https://example.com/a.jpg", "https://example.com/a.jpg"],
  ["/files/a.jpg", "https://chat.example/files/a.jpg"],
  ["http://example.com", "http://example.com/"],
  ["javascript:alert(1)", null],
  [" java\nscript:alert(1)", null],
  ["data:image/svg+xml,<svg/>", null],
  ["blob:https://chat.example/1", null],
  ["http://", null],
  ["", null],
  [null, null],
])("%j is %j", (address, safe) => {
  expect(safeUrl(address, "https://chat.example")).toBe(safe);
});
