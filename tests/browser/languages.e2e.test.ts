import { describe, expect, it } from "vitest";
import { localize, tables } from "../../widget/src/strings/localization.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("a language", () => {
  const chat = usePages();

  /** Opens a chat in a language, and says which scripts it took, by their names. */
  async function open(locale: string, htmlLanguage = "en") {
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    const scripts = new Map<string, string>();
    context.on("request", (request) => {
      const [, name] = /\/assets\/[\w-]{8}\/(.+)\.js$/.exec(request.url()) ?? [];
      if (name) scripts.set(request.url(), name);
    });
    const head = `<script type="module" src="/host.js"></script>
      <script type="module" src="${chat.url}/photo-chat.js"></script>`;
    const body = `<photo-chat server="${chat.url}" with="${photographer.userId}"
      ${locale && `locale="${locale}"`} data-token="${customer.token}"></photo-chat>`;
    const html = htmlOf(body, head).replace('lang="en"', `lang="${htmlLanguage}"`);
    const page = await chat.visit(context, chat.publish({ html }));
    const { strings } = await localize([locale || htmlLanguage], null);
    const input = page.getByRole("textbox", { name: strings.message, exact: true });
    await input.waitFor();
    return { page, strings, input, scripts: [...scripts.values()].sort() };
  }

  it("comes as one request of its own, and only when it is asked for", async () => {
    const english = await open("en");
    const others = Object.keys(tables).filter((language) => language !== "en");
    for (const language of others) {
      expect(english.scripts).not.toContain(language.toLowerCase());
      const { scripts, page } = await open(language);
      expect(scripts).toEqual([...english.scripts, language.toLowerCase()].sort());
      await page.context().close();
    }
  });

  it("that can't be fetched leaves the chat in English", async () => {
    chat.expectNetworkNoise();
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    await context.route(/\/fr\.js$/, (route) => route.abort());
    const html = htmlOf(
      `<photo-chat server="${chat.url}" with="${photographer.userId}" locale="fr"
        data-token="${customer.token}"></photo-chat>`,
      `<script type="module" src="/host.js"></script>
      <script type="module" src="${chat.url}/photo-chat.js"></script>`,
    );
    const page = await chat.visit(context, chat.publish({ html }));
    await page.getByRole("textbox", { name: "Message", exact: true }).waitFor();
    expect(await page.getByPlaceholder("Write a message…").count()).toBe(1);
  });

  it.each(["ar", "he"])(
    "%s is laid out from right to left, the page's own included",
    async (tag) => {
      for (const { input, page, strings } of [await open(tag), await open("", tag)]) {
        expect(await input.getAttribute("placeholder")).toBe(strings.placeholder);
        const send = await page
          .getByRole("button", { name: strings.send, exact: true })
          .boundingBox();
        const field = await input.boundingBox();
        expect(send?.x).toBeLessThan(field?.x ?? 0);
        expect(await input.evaluate((field) => getComputedStyle(field).direction)).toBe("rtl");
      }
    },
  );

  it("of the browser is the inbox page's, with its direction", async () => {
    const context = await chat.context();
    await context.addInitScript(() => {
      Object.defineProperty(navigator, "languages", { value: ["tlh", "ar-EG", "en"] });
    });
    const page = await chat.visit(context, `${chat.url}/inbox`);
    await page.getByRole("heading", { name: "صندوق الوارد الخاص بك" }).waitFor();
    const html = page.locator("html");
    expect([await html.getAttribute("lang"), await html.getAttribute("dir")]).toEqual([
      "ar",
      "rtl",
    ]);
  });
});
