import { describe, expect, it } from "vitest";
import { usePages } from "./use-pages.js";

describe("two people", () => {
  const chat = usePages();

  it("write to each other and see how far their messages have come", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    await carl.says("Say hello");
    await carl.write("Are you free in May?");
    await carl.shows(["Are you free in May?"]);
    await carl.showsState("Sent");

    const pia = await chat.embed(photographer, customer, { mode: "popup" });
    // By itself the chat comes only if the page has given a token before it was idle.
    await pia.page.getByRole("button", { name: "Open chat" }).hover();
    await carl.showsState("Delivered");
    await pia.page.getByRole("button", { name: "Open chat, 1 unread message" }).waitFor();
    await pia.open();
    await pia.shows(["Are you free in May?"]);
    await carl.showsState("Read");

    await pia.type("I a");
    await carl.says("Pia is typing");
    await pia.write("I am!");
    await carl.shows(["Are you free in May?", "I am!"]);
    await expect.poll(() => carl.page.getByText("Pia is typing").count()).toBe(0);
    await pia.showsState("Read");
  });

  it("show text as text and link only what is safe", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    const pia = await chat.embed(photographer, customer);
    const texts = [
      `<img src="x" onerror="document.title='owned'"><b>bold</b>`,
      "see https://photos.example/a?b=1&c=2 and javascript:alert(1)",
      "שלום, 12 < 13 & 14 > 13",
    ];
    for (const text of texts) await carl.write(text);
    await pia.shows(texts);
    expect(await pia.page.title()).toBe("Studio");
    // What draws links comes after the words.
    const links = pia.page.getByRole("link");
    await links.first().waitFor();
    expect(
      await links.evaluateAll((all) =>
        all.map((link) => [link.getAttribute("href"), link.getAttribute("rel")]),
      ),
    ).toEqual([["https://photos.example/a?b=1&c=2", expect.stringMatching(/noopener/)]]);
  });

  it("keep one order while both write at once", async () => {
    const { photographer, customer } = await chat.pair();
    const carl = await chat.embed(customer, photographer);
    const pia = await chat.embed(photographer, customer);
    await Promise.all(
      [carl, pia].map(async (side, number) => {
        for (let index = 0; index < 10; index++) await side.write(`${number}: ${index}`);
      }),
    );
    await expect.poll(async () => (await carl.texts()).length).toBe(20);
    await carl.showsState("Read");
    await pia.shows(await carl.texts());
    for (const number of [0, 1]) {
      const own = (await pia.texts()).filter((text) => text.startsWith(`${number}:`));
      expect(own).toEqual(Array.from({ length: 10 }, (_, index) => `${number}: ${index}`));
    }
  });

  it("on two tabs of one browser see the same", async () => {
    const { photographer, customer } = await chat.pair();
    const context = await chat.context();
    const first = await chat.embed(customer, photographer, { context });
    const second = await chat.embed(customer, photographer, { context });
    const pia = await chat.embed(photographer, customer);
    await first.write("from the first tab");
    await second.shows(["from the first tab"]);
    await second.write("from the second tab");
    await pia.write("to both");
    const all = ["from the first tab", "from the second tab", "to both"];
    for (const side of [first, second, pia]) {
      await expect.poll(async () => (await side.texts()).toSorted()).toEqual(all);
    }
    await second.shows(await first.texts());
  });
});
