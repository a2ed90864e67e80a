import { aTimeout, expect } from "@open-wc/testing";
import { emulateMedia } from "@web/test-runner-commands";
import { chatError, MemoryClient } from "./testing/memory-client.js";
import { visit, type VisitOptions } from "./testing/visitor.js";
import { waitUntil } from "./testing/wait-until.js";

function converse(client: MemoryClient): void {
  const { direct } = client;
  direct.changePeer({ online: true });
  direct.add({ messageText: "Hello, see https://example.com" });
  direct.add({ messageType: "file", attachmentUrl: "/a.pdf" });
  direct.add({ messageType: "image", attachmentUrl: "/missing.png" });
  for (const status of ["read", "delivered", "sent", "sending"] as const) {
    direct.add({ messageText: `with https://example.com`, own: true, status });
  }
  direct.add({ own: true, status: "failed", error: chatError("invalid"), messageText: "no" });
  direct.change({ typing: [{ userId: "anna", userName: "Anna" }] });
}

interface State extends VisitOptions {
  /** What comes late: without it there is nothing to look at. */
  readonly sees?: string;
}

const states: Record<string, State> = {
  "a conversation": { prepare: (_, client) => converse(client) },
  "an open popup": {
    attributes: { mode: "popup", open: "" },
    prepare: (_, client) => converse(client),
  },
  "a closed popup": {
    attributes: { mode: "popup" },
    prepare: (_, client) => converse(client),
  },
  "no message yet": {},
  loading: { prepare: (_, client) => (client.opening = new Promise(() => {})) },
  "a failed opening": { attributes: { with: "bob" } },
  "not set up": { attributes: { with: "" } },
  "a guest's start": { prepare: (element) => (element.client = null) },
  "no connection": {
    sees: "No connection.",
    prepare: (_, client) => {
      converse(client);
      client.direct.change({ pendingCount: 2 });
      client.setConnection({ state: "retrying", retryAt: Date.now() + 60_000 });
    },
  },
  stopped: {
    prepare: (_, client) => {
      converse(client);
      client.setConnection({ state: "stopped", reason: chatError("auth_expired") });
    },
  },
  "sending held back": {
    sees: "Next try in",
    prepare: (_, client) => {
      client.direct.change({ pendingCount: 2 });
      client.change({ heldUntil: Date.now() + 60_000 });
    },
  },
  "a person who is blocked": {
    sees: "You have blocked Anna Lind.",
    prepare: (_, { direct }) => direct.change({ writable: false, blockedByMe: true }),
  },
};

for (const colorScheme of ["light", "dark"] as const) {
  describe(`accessibility, ${colorScheme}`, () => {
    before(() => emulateMedia({ colorScheme, reducedMotion: "reduce" }));
    after(() => emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" }));

    for (const [name, options] of Object.entries(states)) {
      it(name, async () => {
        const visitor = await visit(options);
        if (options.sees) await visitor.sees(options.sees);
        await expect(visitor.element).to.be.accessible();
      });
    }

    for (const dir of ["ltr", "rtl"]) {
      it(`the actions of a message, below the line of unread ones, ${dir}`, async () => {
        const visitor = await visit({
          attributes: { dir },
          prepare: (_, client) => converse(client),
        });
        await visitor.sees("New messages");
        visitor.scroller.focus();
        await waitUntil(async () => {
          await visitor.press("ArrowUp");
          return visitor.all(".actions").length > 0;
        });
        await visitor.press("Enter");
        expect(visitor.focused).to.equal("Copy");
        await expect(visitor.element).to.be.accessible();
      });
    }

    it("a long thread, scrolled up", async () => {
      const visitor = await visit({
        prepare: (_, { direct }) => {
          const messages = Array.from({ length: 400 }, (_, i) =>
            direct.make({ messageText: `message ${i}`, own: i % 3 === 0 }),
          );
          direct.change({ messages });
        },
      });
      await visitor.scrollTo(3_000);
      await visitor.sees("message 3");
      await expect(visitor.element).to.be.accessible();
    });

    it("two conversations on one page", async () => {
      const anna = await visit({ prepare: (_, client) => converse(client) });
      const client = new MemoryClient({ userId: "bob", name: "Bob Moor" });
      const bob = await visit({ client, attributes: { with: "bob" } });
      const page = bob.element.parentElement;
      page?.append(anna.element);
      await anna.settled();
      await expect(page).to.be.accessible();
    });

    it("the settings, and the report of a person", async () => {
      const visitor = await visit();
      await visitor.click("More options");
      await visitor.sees("Report Anna Lind");
      await expect(visitor.element).to.be.accessible();
      await visitor.click("Report Anna Lind");
      await visitor.sees("What is it about?");
      await expect(visitor.element).to.be.accessible();
    });

    it("a picture that is being written about", async () => {
      const visitor = await visit();
      visitor.element.discuss({ id: 7, src: "/missing.webp", title: "Courtyard, noon" });
      await visitor.sees("Courtyard, noon");
      await expect(visitor.element).to.be.accessible();
    });

    it("a text past its limit", async () => {
      const visitor = await visit({
        prepare: (_, client) => client.change({ limits: { messageLength: 5 } }),
      });
      await visitor.paste("too long");
      await aTimeout(0);
      await expect(visitor.element).to.be.accessible();
    });
  });
}
