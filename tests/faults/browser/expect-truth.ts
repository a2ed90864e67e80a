import { expect } from "vitest";
import type { ChatWindow } from "../../browser/chat-window.js";
import { eventually } from "../../support/eventually.js";
import { type Row, rowsOf } from "./rows-of.js";

/** A page shows that many of the newest messages at least. */
const SHOWN_MIN = 50;

/**
 * Waits until every page shows what the database holds, in its order, with nothing that waits, and
 * each text is stored once. Every text of a test is another one. Returns the rows.
 */
export async function expectTruth(
  databaseUrl: string,
  conversationId: string,
  windows: readonly ChatWindow[],
): Promise<Row[]> {
  const rows = await eventually(
    async () => {
      const stored = await rowsOf(databaseUrl, conversationId);
      for (const window of windows) {
        const shown = await window.texts();
        const newest = stored.slice(-Math.max(shown.length, SHOWN_MIN));
        expect(shown).toEqual(newest.map(({ text }) => text));
        expect(await window.page.getByRole("img", { name: "Sending" }).count()).toBe(0);
      }
      return stored;
    },
    { timeout: 40_000, interval: 100 },
  );
  expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
  return rows;
}
