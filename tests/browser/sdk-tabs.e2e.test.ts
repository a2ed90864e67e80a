import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bundlePage } from "./fixtures/bundle-page.js";
// Declares what the page's script puts into the window.
import type {} from "./fixtures/sdk-page.js";
import { htmlOf } from "./site.js";
import { usePages } from "./use-pages.js";

describe("the SDK in the tabs of one browser", () => {
  const chat = usePages();
  let code: string;

  beforeAll(async () => {
    code = await bundlePage("sdk-page.ts");
  });

  async function tab(context: BrowserContext): Promise<Page> {
    const script = chat.publish({ html: code, headers: { "content-type": "text/javascript" } });
    const address = chat.publish({
      html: htmlOf("", `<script type="module" src="${script}"></script>`),
    });
    return chat.visit(context, address);
  }

  /** A tab with an open conversation. */
  async function opened(context: BrowserContext, token: string, userId: string): Promise<Page> {
    const page = await tab(context);
    await page.evaluate(
      async ([url, token, userId]) => {
        const client = window.sdk.open(url, token);
        const { id } = await client.open(userId);
        const conversation = client.conversation(id);
        while (conversation.snapshot.phase !== "ready") {
          await new Promise<void>((resolve) => {
            const stop = conversation.subscribe(() => {
              stop();
              resolve();
            });
          });
        }
      },
      [chat.url, token, userId] as const,
    );
    return page;
  }

  const draftOf = (page: Page, id: string) =>
    page.evaluate((id) => window.sdk.client?.conversation(id).draft, id);
  const setDraft = (page: Page, id: string, text: string) =>
    page.evaluate(([id, text]) => window.sdk.client?.conversation(id).setDraft(text), [
      id,
      text,
    ] as const);
  const pendingCount = (page: Page) =>
    page.evaluate(() => window.sdk.client?.snapshot.pendingCount);

  const kept = (page: Page) =>
    page.evaluate(async () => {
      const request = indexedDB.open("photo-chat");
      const db = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const count = db.transaction("outbox").objectStore("outbox").count();
      const messages = await new Promise<number>((resolve) => {
        count.onsuccess = () => resolve(count.result);
      });
      db.close();
      const drafts = Object.keys(localStorage).filter((key) => key.startsWith("photo-chat draft"));
      return { messages, drafts: drafts.length };
    });

  it("loses no key of a tab that is closed at once, and shows it in another", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    const one = await opened(context, customer.token, photographer.userId);
    const two = await opened(context, customer.token, photographer.userId);
    await setDraft(one, conversationId, "half a sentence");
    await one.close();
    await expect.poll(() => draftOf(two, conversationId)).toBe("half a sentence");
    const three = await opened(context, customer.token, photographer.userId);
    expect(await draftOf(three, conversationId)).toBe("half a sentence");
    await setDraft(two, conversationId, "");
    expect(await kept(three)).toEqual({ messages: 0, drafts: 0 });
  });

  it("logs out of all of them, and leaves nothing behind", async () => {
    const { photographer, customer, conversationId } = await chat.pair();
    const context = await chat.context();
    const one = await opened(context, customer.token, photographer.userId);
    const two = await opened(context, customer.token, photographer.userId);
    for (const page of [one, two]) await page.evaluate(() => window.sdk.client?.disconnect());
    await one.evaluate((id) => {
      window.sdk.client?.conversation(id).send("never sent");
      window.sdk.client?.conversation(id).setDraft("never finished");
    }, conversationId);
    for (const page of [one, two]) await expect.poll(() => pendingCount(page)).toBe(1);
    expect(await kept(one)).toEqual({ messages: 1, drafts: 1 });

    await one.evaluate(() => window.sdk.client?.logout());
    expect(await kept(one)).toEqual({ messages: 0, drafts: 0 });
    for (const page of [one, two]) {
      const state = () =>
        page.evaluate(() => {
          const { connection, conversations, pendingCount } = window.sdk.client?.snapshot ?? {};
          return [connection?.state, connection?.reason?.code, conversations?.length, pendingCount];
        });
      await expect.poll(state).toEqual(["stopped", "logged_out", 0, 0]);
    }
  });

  it("takes along what a guest has not sent yet, when the guest signs in", async () => {
    const photographer = chat.user({ name: "Pia", role: "photographer" });
    await chat.fetch(photographer, "GET /api/me");
    const account = chat.user({ name: "Vera" });
    const context = await chat.context();
    const page = await tab(context);
    const movedTo = await page.evaluate(
      async ([url, photographerId, token]) => {
        const { sdk } = window;
        const { token: guestToken } = await sdk.createGuest({ url });
        const guest = sdk.open(url, guestToken);
        const { id } = await guest.open(photographerId);
        const conversation = guest.conversation(id);
        const until = async (isSo: () => boolean): Promise<void> => {
          while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
        };
        conversation.send("sent");
        await until(() => conversation.snapshot.messages[0]?.status === "sent");
        guest.disconnect();
        conversation.send("waits");
        conversation.send("waits, too");
        conversation.setDraft("half a sentence");
        await until(() => guest.snapshot.pendingCount === 2);
        const [move] = await sdk.joinGuest({ url, guestToken, token });
        await until(() => guest.snapshot.connection.reason?.code === "logged_out");
        sdk.open(url, token).connect();
        return move?.movedTo ?? "";
      },
      [chat.url, photographer.userId, account.token] as const,
    );
    expect(await draftOf(page, movedTo)).toBe("half a sentence");
    const texts = () =>
      page.evaluate(
        (id) =>
          window.sdk.client
            ?.conversation(id)
            .snapshot.messages.map(({ messageText, status }) => `${messageText}: ${status ?? ""}`),
        movedTo,
      );
    await expect.poll(texts).toEqual(["sent: sent", "waits: sent", "waits, too: sent"]);
    const { body } = await chat.fetch<{ messages: { messageText: string }[] }>(
      photographer,
      `GET /api/conversations/${movedTo}/messages`,
    );
    expect(body.messages.map(({ messageText }) => messageText)).toEqual([
      "sent",
      "waits",
      "waits, too",
    ]);
  });
});
