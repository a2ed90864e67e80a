import { afterEach, expect, it, vi } from "vitest";
import { newClientMessageId } from "./client-message-id.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("is 128 random bits, never the same twice, outside secure contexts too", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 100 }, newClientMessageId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(100);
});
