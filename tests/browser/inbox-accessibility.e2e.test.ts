import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { texts as hebrew } from "../../widget/inbox-page/src/strings-he.js";
import { Format } from "../../widget/src/strings/format.js";
import { violationsOf } from "../support/violations.js";
import type { TestUser } from "../support/use-server.js";
import { usePages } from "./use-pages.js";

interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
  readonly locale?: string;
}

const looks: Readonly<Record<string, Look>> = {
  "on a desktop": { colorScheme: "light", width: 1100 },
  "on a desktop, dark": { colorScheme: "dark", width: 1100 },
  "on a phone": { colorScheme: "light", width: 390 },
  "on a phone, dark": { colorScheme: "dark", width: 390 },
};

const sections = ["Profile", "Availability", "Saved replies", "Your website", "This device"];

describe("everybody can use the inbox's page", () => {
  const chat = usePages();

  async function visit(look: Look, at: string, user?: TestUser): Promise<Page> {
    const context = await chat.context(look.locale ? { locale: look.locale } : {});
    if (user) {
      const token = `localStorage.setItem("photo-chat:inbox:token", "${user.token}")`;
      await context.addInitScript(token);
    }
    const page = await chat.visit(context, `${chat.url}/inbox${at}`);
    await page.setViewportSize({ width: look.width, height: 800 });
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    return page;
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

  describe.each(Object.entries(looks))("%s", (_, look) => {
    it("asks who it is, and says what is wrong", async () => {
      const page = await visit(look, "");
      await page.getByRole("heading", { name: "Your inbox" }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("textbox", { name: "E-mail address" }).fill("nobody");
      await page.keyboard.press("Enter");
      await page.getByText("This doesn’t look like an e-mail address.").waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page
        .getByRole("textbox", { name: "E-mail address" })
        .fill(`${look.colorScheme}-${look.width}@studio.example`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });

    it("refuses a link, and says that the server can't be reached", async () => {
      chat.expectNetworkNoise();
      const page = await visit(look, "#code=abcdefghijklmnopqrstuvwxyz");
      await page.getByText("This link was used already, or is too old.").waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.route("**/api/sign-in/exchange", (route) => route.abort());
      await page.goto(`${chat.url}/themes.html`);
      await page.goto(`${chat.url}/inbox#code=abcdefghijklmnopqrstuvwxyz`);
      await page.getByRole("button", { name: "Try again" }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });

    it("lists conversations, searches them and shows one", async () => {
      const page = await visit(look, "", await busy());
      await page.getByRole("button", { name: /Vera Novak/ }).waitFor();
      expect(await violationsOf(page)).toEqual([]);

      const search = page.getByRole("searchbox");
      await search.fill("dunes");
      await page.getByText("Could you print the").waitFor();
      expect(await page.locator("mark").allInnerTexts()).toEqual(["dunes"]);
      expect(await violationsOf(page)).toEqual([]);
      await search.fill("xyzzy");
      await page.getByText("Nothing found for “xyzzy”").first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await search.fill("");

      await page.getByRole("button", { name: /Carl/ }).click();
      await page.getByText("Could you print the dunes?").waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });

    it("has settings", async () => {
      const page = await visit(look, "", chat.user({ name: "Pia", role: "photographer" }));
      await page.getByText("No conversations yet").waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "Settings" }).click();
      for (const section of sections) {
        await page.getByRole("tab", { name: section }).click();
        await page.getByRole("tabpanel", { name: section }).getByRole("heading").first().waitFor();
        if (section === "Availability") {
          await page.getByRole("radio", { name: /^At set hours/ }).check();
          await page.getByRole("checkbox", { name: /^Answer automatically/ }).check();
        }
        expect(await violationsOf(page), section).toEqual([]);
      }
    });

    it("offers saved replies", async () => {
      const page = await visit(look, "", await busy());
      await page.getByRole("button", { name: "Settings" }).first().click();
      await page.getByRole("tab", { name: "Saved replies" }).click();
      await page.getByRole("button", { name: "Add a reply" }).click();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("textbox", { name: "Name" }).fill("Prices");
      await page.getByRole("textbox", { name: "Text" }).fill("From 240 €");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Edit “Prices”" }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "Close the settings" }).click();

      await page.getByRole("button", { name: /Carl/ }).click();
      await page.getByRole("textbox", { name: "Message" }).press("/");
      await page.getByRole("option", { name: /Prices/ }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });
  });

  it("also from right to left", async () => {
    const { signIn, settings, replies, ...sections } = hebrew(new Format("he"));
    const look: Look = { colorScheme: "light", width: 390, locale: "he" };
    const door = await visit(look, "");
    await door.getByRole("heading", { name: signIn.title }).waitFor();
    expect(await violationsOf(door)).toEqual([]);

    const page = await visit(look, "", await busy());
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
