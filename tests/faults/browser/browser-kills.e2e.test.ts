import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usePages } from "../../browser/use-pages.js";
import { eventually } from "../../support/eventually.js";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.js";
import { expectTruth } from "./expect-truth.js";
import { rowsOf } from "./rows-of.js";
import { type BrowserProcess, startBrowser } from "./start-browser.js";

/** How often; `FAULT_KILLS=100` is what docs/reliability.md tells of. */
const kills = Number(process.env["FAULT_KILLS"] ?? 3);

describe("Chromium, killed with messages that wait", () => {
  const chat = usePages({ LIMIT_MESSAGES_PER_SECOND: "50" });
  let wire: TcpProxy;
  let profile: string;
  let browser: BrowserProcess | null = null;
  beforeEach(async () => {
    chat.expectNetworkNoise();
    wire = await startTcpProxy(chat.url);
    profile = await mkdtemp(join(tmpdir(), "photo-chat-profile-"));
  });
  afterEach(async () => {
    await browser?.kill();
    wire.close();
    await rm(profile, { recursive: true, force: true });
  });

  it(
    `drops nothing that it has shown, in ${kills} kills`,
    async () => {
      const { photographer, customer, conversationId } = await chat.pair();
      const stored = async () =>
        (await rowsOf(chat.databaseUrl, conversationId)).map(({ text }) => text);
      const shown = new Set<string>();
      let written = 0;

      async function open() {
        wire.mend();
        browser = await startBrowser(profile);
        const { context } = browser;
        const carl = await chat.embed(customer, photographer, { context, server: wire.url });
        await carl.page.getByRole("textbox", { name: "Message" }).fill("");
        await eventually(
          async () => expect(await stored()).toEqual(expect.arrayContaining([...shown])),
          { timeout: 30_000, interval: 50 },
        );
        return carl;
      }

      for (let kill = 0; kill < kills; kill += 1) {
        const carl = await open();
        // Every third one dies in the middle of sending, the others without a network.
        if (kill % 3 !== 2) wire.cut();
        for (let at = 0; at <= kill % 4; at += 1) {
          written += 1;
          await carl.write(`${written}`);
        }
        if (kill % 2 === 0) await carl.page.getByText(`${written}`, { exact: true }).waitFor();
        for (const text of await carl.texts()) shown.add(text);
        await browser?.kill();
      }

      const carl = await open();
      const rows = await expectTruth(chat.databaseUrl, conversationId, [carl]);
      const sent = rows.map(({ text }) => Number(text));
      expect(sent).toEqual([...sent].sort((a, b) => a - b));
      console.info(
        `${kills} kills, ${written} written, ${shown.size} shown, ${sent.length} stored`,
      );
    },
    60_000 + kills * 20_000,
  );
});
