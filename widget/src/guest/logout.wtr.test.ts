import { expect } from "@open-wc/testing";
import { answerCalls } from "../loader/chat/answer-calls.js";
import { visit } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

describe("logging out", () => {
  it("forgets what was written by whom the page has dropped before", async () => {
    const server = `https://${crypto.randomUUID()}.example`;
    const draft = `photo-chat draft ${server}/ anna conv_anna_bo`;
    const { element } = await visit({
      attributes: { server },
      prepare: (one) => (one.client = null),
    });
    localStorage.setItem(draft, "half a sentence");
    await element.logout();
    expect(localStorage.getItem(draft)).to.equal(null);
  });

  it("forgets what was written by whom the page can't name any more", async () => {
    const server = `https://${crypto.randomUUID()}.example`;
    const draft = `photo-chat draft ${server}/ anna conv_anna_bo`;
    localStorage.setItem(draft, "half a sentence");
    const { element } = await visit({
      attributes: { server },
      prepare: (one) => {
        one.client = null;
        one.getToken = () => Promise.reject(new Error("signed out"));
      },
    });
    await element.logout();
    expect(localStorage.getItem(draft)).to.equal(null);
    expect(element.getToken).to.equal(null);
  });

  it("that fails is no error of the page", async () => {
    const { element, client } = await visit();
    client.logout = () => Promise.reject(new Error("signed out"));
    let unhandled = 0;
    const hear = (event: Event): void => {
      unhandled += 1;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener("unhandledrejection", hear, { capture: true });
    const page = { origin: location.origin, calls: [], stop: () => {} };
    answerCalls(page).answer(["logout", element]);
    await waitUntil(() => element.client === null);
    // Browsers tell of them after the task.
    await new Promise((done) => setTimeout(done));
    removeEventListener("unhandledrejection", hear, { capture: true });
    expect(unhandled).to.equal(0);
  });
});
