import type { Page } from "playwright-core";
import { eventually } from "../support/eventually.js";

/** A chat as a person uses it: by what is on the screen, never by what is in the shadow root. */
export interface ChatWindow {
  readonly page: Page;
  /** Sends a text with Enter. */
  write(text: string): Promise<void>;
  /** Types key by key, without sending. */
  type(text: string): Promise<void>;
  /** The texts of all messages, from top to bottom. */
  texts(): Promise<string[]>;
  /** Waits until the messages are exactly these. */
  shows(texts: string[]): Promise<void>;
  /** Waits until the newest state of an own message is this one: "Sent", "Delivered", "Read" … */
  showsState(state: string): Promise<void>;
  /** Waits for a text anywhere on the page. */
  says(text: string | RegExp): Promise<void>;
  /** Opens the popup. */
  open(): Promise<void>;
}

export function chatWindow(page: Page): ChatWindow {
  const input = () => page.getByRole("textbox", { name: "Message" });
  const texts = () => page.getByRole("listitem").locator("p").allInnerTexts();
  return {
    page,
    async write(text) {
      await input().fill(text);
      await input().press("Enter");
    },
    async type(text) {
      await input().pressSequentially(text);
    },
    texts,
    async shows(expected) {
      await eventually(
        async () => {
          const shown = await texts();
          if (JSON.stringify(shown) === JSON.stringify(expected)) return;
          throw new Error(`unable to see ${JSON.stringify(expected)}; ${JSON.stringify(shown)}`);
        },
        { timeout: 30_000, interval: 50 },
      );
    },
    async showsState(state) {
      await page.getByRole("img", { name: state, exact: true }).last().waitFor();
    },
    async says(text) {
      await page.getByText(text).first().waitFor();
    },
    async open() {
      await page.getByRole("button", { name: /^Open chat/ }).click();
    },
  };
}
