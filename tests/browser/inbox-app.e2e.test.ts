import { describe, expect, it } from "vitest";
import { usePages } from "./use-pages.js";

interface Manifest {
  id: string;
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
}

describe("the inbox as an app", () => {
  const chat = usePages();

  it("has a manifest that browsers take, with icons of the sizes that it says", async () => {
    const page = await chat.visit(await chat.context(), `${chat.url}/inbox`);
    const session = await page.context().newCDPSession(page);
    const { url, errors, data } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(url).toBe(`${chat.url}/inbox/manifest.webmanifest`);
    const { icons, ...manifest } = JSON.parse(data ?? "") as Manifest;
    expect(manifest).toMatchObject({
      id: "/inbox",
      name: "Inbox · photo-chat",
      short_name: "Inbox",
      start_url: "/inbox",
      scope: "/inbox",
      display: "standalone",
    });

    expect(icons.map(({ sizes, purpose = "any" }) => `${sizes} ${purpose}`)).toEqual([
      "any any",
      "192x192 any",
      "512x512 any",
      "512x512 maskable",
    ]);
    for (const { src, sizes, type } of icons) {
      const found = await page.evaluate(async (address) => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        const { headers } = await fetch(address);
        const size = `${picture.naturalWidth}x${picture.naturalHeight}`;
        return { size, type: headers.get("content-type")?.replace(/;.*/, "") };
      }, src);
      expect(found, src).toEqual({ size: sizes === "any" ? found.size : sizes, type });
    }
  });
});
