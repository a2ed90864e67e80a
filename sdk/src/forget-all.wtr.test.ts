import { expect } from "@open-wc/testing";
import { createChatClient } from "./create-chat-client.js";
import { forgetAll } from "./forget-all.js";
import { openIndexedDbStore } from "./outbox/indexed-db-store.js";
import { openTabs } from "./outbox/tabs.js";

const here = "https://forgotten.example";
const entry = {
  clientMessageId: "c1",
  conversationId: "conv_anna_bo",
  messageText: "never sent",
  messageType: "text",
  attachmentUrl: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  attempted: false,
  error: null,
} as const;

describe("forgetting everyone", () => {
  it("wipes what anybody has written to the server, and nothing of another one", async () => {
    const kept = "https://forgotten.example.org/ anna";
    const scopes = [`${here}/ anna`, `${here}/ guest_1`, kept];
    for (const scope of scopes) {
      localStorage.setItem(`photo-chat draft ${scope} conv_anna_bo`, "half a sentence");
    }
    const stores = await Promise.all(scopes.map(openIndexedDbStore));
    for (const store of stores) await store.add(entry);
    await forgetAll(here);
    const drafts = Object.keys(localStorage).filter((key) => key.includes("forgotten.example"));
    expect(drafts).to.deep.equal([`photo-chat draft ${kept} conv_anna_bo`]);
    const waiting = await Promise.all(stores.map((store) => store.all()));
    expect(waiting.map(({ length }) => length)).to.deep.equal([0, 0, 1]);
    for (const store of stores) {
      for (const { order } of await store.all()) await store.update(order, () => null);
      store.close();
    }
    localStorage.removeItem(`photo-chat draft ${kept} conv_anna_bo`);
  });

  it("is told in all tabs, of whomever, and not in those of another server", async () => {
    const heard: string[] = [];
    const tabs = [`${here}/ anna`, `${here}/ annabel`, "https://forgotten.example.org/ anna"].map(
      (scope) => openTabs(scope, ({ type }) => heard.push(`${type}: ${scope}`)),
    );
    await forgetAll(here);
    // Comes after all that was told before.
    await new Promise<void>((resolve) => {
      const annas = openTabs(`${here}/ anna`, () => {});
      tabs.push(
        openTabs(`${here}/ anna`, () => resolve()),
        annas,
      );
      annas.tell({ type: "changed" });
    });
    expect(heard).to.deep.equal([
      `logged_out: ${here}/ anna`,
      `logged_out: ${here}/ annabel`,
      `changed: ${here}/ anna`,
    ]);
    for (const one of tabs) one.close();
  });

  it("is what a client does that can't say any more whose it is", async () => {
    const draft = `photo-chat draft ${here}/ anna conv_anna_bo`;
    localStorage.setItem(draft, "half a sentence");
    const store = await openIndexedDbStore(`${here}/ anna`);
    await store.add(entry);
    const client = createChatClient({
      url: here,
      getToken: () => Promise.reject(new Error("401")),
    });
    await client.logout();
    expect(localStorage.getItem(draft)).to.equal(null);
    expect(await store.all()).to.deep.equal([]);
    store.close();
  });
});
