import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { inboxLink } from "../support/inbox-link.js";
import { useServer } from "../support/use-server.js";

describe("signing in to the inbox", () => {
  const server = useServer("PostgreSQL");
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch(await findChromium());
  });
  afterAll(() => browser.close());

  const linkFor = (sub: string): Promise<string> => inboxLink(server.process, sub, "Pia");

  async function visit(address: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    return page;
  }

  it("the link of the command signs in, once, and stays signed in", async () => {
    const link = await linkFor("pia");
    expect(link).toMatch(/\/inbox#code=.{20,}$/);
    const page = await visit(link);
    await page.getByText("No conversations yet").waitFor();
    expect(page.url()).toBe(`${server.url}/inbox`);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain("code");

    await page.goto(`${server.url}/inbox`);
    await page.getByText("No conversations yet").waitFor();
    const second = await visit(link);
    await second.getByText("This link was used already, or is too old.").waitFor();
  });

  it("a link pasted where the page is open signs in, also as somebody else", async () => {
    const page = await visit(`${server.url}/inbox`);
    await page.getByRole("heading", { name: "Your inbox" }).waitFor();
    for (const sub of ["pia-5", "pia-6"]) {
      await page.goto(await linkFor(sub));
      await page.getByText("No conversations yet").waitFor();
      await expect
        .poll(() =>
          page.evaluate(() => {
            const [, claims = ""] = (localStorage["photo-chat:inbox:token"] as string).split(".");
            return (JSON.parse(atob(claims)) as { sub: string }).sub;
          }),
        )
        .toBe(sub);
      expect(page.url()).toBe(`${server.url}/inbox`);
    }
  });

  it("answers a visitor, whose chat was embedded by the line from the settings", async () => {
    const page = await visit(await linkFor("pia-2"));
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Your website" }).click();
    const line = await page.getByRole("region", { name: "The line for your website" }).innerText();
    await page.getByRole("button", { name: "Close the settings" }).click();

    const visitor = await visit(server.url);
    await visitor.route("**/studio", (route) =>
      route.fulfill({ contentType: "text/html", body: `<!doctype html><title>S</title>${line}` }),
    );
    await visitor.goto(`${server.url}/studio`);
    await visitor.getByRole("button", { name: /^Open chat/ }).click();
    await visitor.getByRole("textbox", { name: "Your name" }).fill("Carl");
    await visitor.getByRole("button", { name: "Start chat" }).click();
    await visitor.getByRole("textbox", { name: "Message" }).fill("Are you free in May?");
    await visitor.keyboard.press("Enter");

    await page.getByRole("button", { name: /Carl/ }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("I am!");
    await page.keyboard.press("Enter");
    await visitor.getByText("I am!").first().waitFor();
  });

  it("speaks German to whose browser does", async () => {
    const page = await (await browser.newContext({ locale: "de-AT" })).newPage();
    await page.goto(await linkFor("pia-4"));
    await page.getByText("Noch keine Unterhaltungen").waitFor();
    await page.getByRole("button", { name: "Einstellungen" }).click();
    await page.getByRole("tab", { name: "Erreichbarkeit" }).click();
    await page.getByRole("radio", { name: /^Zu festen Zeiten/ }).check();
    await page.getByLabel("Montag, von").waitFor();
  });

  it("an interrupted exchange is tried again, and an ended session says so", async () => {
    const link = await linkFor("pia-3");
    const page = await (await browser.newContext()).newPage();
    let fails = true;
    await page.route("**/api/sign-in/exchange", (route) =>
      fails ? route.abort() : route.continue(),
    );
    await page.goto(link);
    await page.getByText("The server can’t be reached.").waitFor();
    fails = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No conversations yet").waitFor();

    await page.evaluate(() => {
      localStorage.setItem("photo-chat:inbox:token", "not.a.token");
    });
    await page.reload();
    await page.getByText("You have been signed out.").waitFor();
  });
});
