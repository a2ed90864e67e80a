import { expect } from "@open-wc/testing";
import { MemoryInbox } from "../testing/memory-inbox.js";
import { visit } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

describe("strings of one's own", () => {
  it("stand between those of the language, also the counted ones", async () => {
    const visitor = await visit({
      attributes: { locale: "de", mode: "popup" },
      prepare: (element, client) => {
        element.strings = { unread: (count) => `${count} neue Anfragen` };
        client.receive("Guten Tag");
      },
    });
    const label = visitor.find(".launcher").ariaLabel;
    expect(label).to.equal("Chat öffnen, 1 neue Anfragen");
  });

  it("reach the inbox", async () => {
    const visitor = await visit({
      attributes: { mode: "inbox", with: "" },
      client: new MemoryInbox(),
      prepare: (element) => (element.strings = { inbox: "Letters", guest: "Somebody" }),
    });
    await waitUntil(() => visitor.screen.includes("Letters"));
    expect(visitor.screen).not.to.contain("Inbox");
  });

  it("reach what is said of blocking and reporting", async () => {
    const visitor = await visit({
      attributes: { locale: "de" },
      prepare: (element, { direct }) => {
        element.strings = {
          closedByMe: (name) => `${name} bleibt draußen.`,
          liftBlock: "Doch herein",
        };
        direct.change({ blockedByMe: true, writable: false });
      },
    });
    await visitor.sees("Anna Lind bleibt draußen.");
    await visitor.sees("Doch herein");
  });
});
