import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { texts as hebrew } from "../../widget/inbox-page/src/strings-he.js";
import { Format } from "../../widget/src/strings/format.js";
import { violationsOf } from "../support/violations.js";
import type { TestUser } from "../support/use-server.js";
import { usePages } from "./use-pages.js";

const widths = { "on a desktop": 1100, "on a phone": 390 };
const colorSchemes = ["light", "dark"] as const;

const sections = ["Profile", "Availability", "Saved replies", "Your website", "This device"];

describe("everybody can use the inbox's page", () => {
  const chat = usePages();

  async function visit(width: number, at: string, user?: TestUser, locale = "en"): Promise<Page> {
    const context = await chat.context({ locale });
    if (user) {
      const token = `localStorage.setItem("photo-chat:inbox:token", "${user.token}")`;
      await context.addInitScript(token);
    }
    const page = await chat.visit(context, `${chat.url}/inbox${at}`);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    return page;
  }

  /** As the page is now, in the light and in the dark. */
  async function expectNoViolations(page: Page, state?: string): Promise<void> {
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      const where = [state, colorScheme].filter(Boolean).join(", ");
      expect(await violationsOf(page), where).toEqual([]);
    }
  }

  /** Somebody with three conversations; in one of them an old message says "dunes". */
  async function busy(): Promise<TestUser> {
    const { photographer, customer, conversationId } = await chat.pair();
    const say = (user: TestUser, id: string, messageText: string) =>
      chat.fetch(user, `POST /api/conversations/${id}/messages`, { messageText });
    await say(customer, conversationId, "Could you print the dunes?");
    await say(photographer, conversationId, "Gladly. See https://studio.example/prints");
    for (const name of ["Vera Novak", "Jonas Weber"]) {
      const writer = chat.user({ name });
      const { body } = await chat.fetch<{ conversation: { conversationId: string } }>(
        writer,
        "POST /api/conversations",
        { userId: photographer.userId },
      );
      await say(writer, body.conversation.conversationId, "Are you free in May?");
    }
    return photographer;
  }

  describe.each(Object.entries(widths))("%s", (_, width) => {
    it("asks who it is, and says what is wrong", async () => {
      const page = await visit(width, "");
      await page.getByRole("heading", { name: "Your inbox" }).waitFor();
      await expectNoViolations(page);
      await page.getByRole("textbox", { name: "E-mail address" }).fill("nobody");
      await page.keyboard.press("Enter");
      await page.getByText("This doesn’t look like an e-mail address.").waitFor();
      await expectNoViolations(page);
      await page.getByRole("textbox", { name: "E-mail address" }).fill(`${width}@studio.example`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      await expectNoViolations(page);
    });

    it("refuses a link, and says that the server can't be reached", async () => {
      chat.expectNetworkNoise();
      const page = await visit(width, "#code=abcdefghijklmnopqrstuvwxyz");
      await page.getByText("This link was used already, or is too old.").waitFor();
      await expectNoViolations(page);
      await page.route("**/api/sign-in/exchange", (route) => route.abort());
      await page.goto(`${chat.url}/themes.html`);
      await page.goto(`${chat.url}/inbox#code=abcdefghijklmnopqrstuvwxyz`);
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await expectNoViolations(page);
    });

    it("lists conversations, searches them and shows one", async () => {
      const page = await visit(width, "", await busy());
      await page.getByRole("button", { name: /Vera Novak/ }).waitFor();
      await expectNoViolations(page);

      const search = page.getByRole("searchbox");
      await search.fill("dunes");
      await page.getByText("Could you print the").waitFor();
      expect(await page.locator("mark").allInnerTexts()).toEqual(["dunes"]);
      await expectNoViolations(page);
      await search.fill("xyzzy");
      await page.getByText("Nothing found for “xyzzy”").first().waitFor();
      await expectNoViolations(page);
      await search.fill("");

      await page.getByRole("button", { name: /Carl/ }).click();
      await page.getByText("Could you print the dunes?").waitFor();
      await expectNoViolations(page);
    });

    it("has settings", async () => {
      const page = await visit(width, "", chat.user({ name: "Pia", role: "photographer" }));
      await page.getByText("No conversations yet").waitFor();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Settings" }).click();
      for (const section of sections) {
        await page.getByRole("tab", { name: section }).click();
        await page.getByRole("tabpanel", { name: section }).getByRole("heading").first().waitFor();
        if (section === "Availability") {
          await page.getByRole("radio", { name: /^At set hours/ }).check();
          await page.getByRole("checkbox", { name: /^Answer automatically/ }).check();
        }
        await expectNoViolations(page, section);
      }
    });

    it("offers saved replies", async () => {
      const page = await visit(width, "", await busy());
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("tab", { name: "Saved replies" }).click();
      await page.getByRole("button", { name: "Add a reply" }).click();
      await expectNoViolations(page);
      await page.getByRole("textbox", { name: "Name" }).fill("Prices");
      await page.getByRole("textbox", { name: "Text" }).fill("From 240 €");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Edit “Prices”" }).waitFor();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Close the settings" }).click();

      await page.getByRole("button", { name: /Carl/ }).click();
      await page.getByRole("textbox", { name: "Message" }).press("/");
      await page.getByRole("option", { name: /Prices/ }).waitFor();
      await expectNoViolations(page);
    });
  });

  it("also from right to left", async () => {
    const { signIn, settings, replies, ...sections } = hebrew(new Format("he"));
    const door = await visit(390, "", undefined, "he");
    await door.getByRole("heading", { name: signIn.title }).waitFor();
    expect(await violationsOf(door)).toEqual([]);

    const page = await visit(390, "", await busy(), "he");
    await page.getByRole("button", { name: /Carl/ }).click();
    await page.getByText("Could you print the dunes?").waitFor();
    expect(await page.evaluate(() => document.dir)).toBe("rtl");
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.getByRole("button", { name: /Vera Novak/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole("button", { name: settings.open }).first().click();
    for (const { title } of [sections.profile, sections.availability, replies, sections.embed]) {
      await page.getByRole("tab", { name: title }).click();
      await page.getByRole("tabpanel", { name: title }).locator("button").last().waitFor();
      expect(await violationsOf(page), title).toEqual([]);
    }
  });
});
