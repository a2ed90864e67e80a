import { beforeEach, describe, expect, it } from "vitest";
import { chatWindow } from "../../browser/chat-window.js";
import { htmlOf } from "../../browser/site.js";
import { usePages } from "../../browser/use-pages.js";
import type { TestUser } from "../../support/use-server.js";
import { expectTruth } from "./expect-truth.js";

/** Long enough to open five pages with. */
const FIRST_TOKEN_SECONDS = 12;

interface Refresh {
  /** What the host's page is answered until everything is well again. */
  readonly answer: (user: TestUser, well: Promise<void>) => string | Promise<string>;
  /** What the person is told meanwhile. */
  readonly says: RegExp;
}

describe("a token that expires in mid-session", () => {
  const chat = usePages();
  beforeEach(() => chat.expectNetworkNoise());

  const sign = (userId: string, expiresIn: number) => chat.process.token(userId, { expiresIn });

  const refreshes: Record<string, Refresh> = {
    slow: { answer: (user, well) => well.then(() => user.token), says: /No connection\./ },
    failing: { answer: () => Promise.reject(new Error("502")), says: /No connection\./ },
    expired: { answer: ({ userId }) => sign(userId, -60), says: /You are signed out\./ },
    "another user's": { answer: () => chat.user().token, says: /let you in/ },
    nonsense: { answer: () => "nonsense", says: /let you in/ },
  };

  async function survive({ answer, says }: Refresh): Promise<void> {
    const { photographer, customer, conversationId } = await chat.pair();
    let heal = (): void => {};
    let isWell = false;
    const well = new Promise<void>((resolve) => {
      heal = () => {
        isWell = true;
        resolve();
      };
    });
    const context = await chat.context();
    let asked = 0;
    await context.exposeFunction("freshToken", () => {
      asked += 1;
      if (asked === 1) return sign(customer.userId, FIRST_TOKEN_SECONDS);
      return isWell ? customer.token : answer(customer, well);
    });
    const address = chat.publish({
      html: htmlOf(
        `<photo-chat server="${chat.url}" with="${photographer.userId}" mode="inline"></photo-chat>`,
        `<script type="module" src="${chat.url}/photo-chat.js"></script>
        <script type="module">
          document.querySelector("photo-chat").getToken = () => window.freshToken();
        </script>`,
      ),
    });
    const carl = chatWindow(await chat.visit(context, address));
    await carl.write("before");
    await carl.showsState("Sent");

    await carl.says(says);
    await carl.write("meanwhile");
    await carl.shows(["before", "meanwhile"]);
    await carl.showsState("Sending");
    await carl.type("half a sentence");
    heal();
    const tryAgain = carl.page.getByRole("button", { name: "Try again" });
    if (says.source.includes("let you in")) await tryAgain.click();

    const rows = await expectTruth(chat.databaseUrl, conversationId, [carl]);
    expect(rows.map(({ text }) => text)).toEqual(["before", "meanwhile"]);
    await expect.poll(() => carl.page.getByText(says).count()).toBe(0);
    const input = carl.page.getByRole("textbox", { name: "Message" });
    expect(await input.inputValue()).toBe("half a sentence");
  }

  it(`keeps what was written and typed, whether the refresh is ${Object.keys(refreshes).join(", ")}`, async () => {
    await Promise.all(Object.values(refreshes).map(survive));
  });
});
