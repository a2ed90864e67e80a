import { expect, fixture, html } from "@open-wc/testing";
import { PhotoChatElement } from "./photo-chat-element.js";
import { MemoryClient } from "./testing/memory-client.js";

describe("upgrade", () => {
  it("takes the properties that were set before the definition", async () => {
    const early = document.createElement("photo-chat-early");
    const client = new MemoryClient();
    client.direct.add({ messageText: "waited for the definition" });
    Object.assign(early, { with: "anna", client });
    await fixture(html`<div>${early}</div>`);
    customElements.define("photo-chat-early", class extends PhotoChatElement {});
    const upgraded = early as unknown as PhotoChatElement;
    await upgraded.updateComplete;
    await upgraded.updateComplete;
    expect(upgraded.shadowRoot?.textContent).to.contain("waited for the definition");
  });

  it("defining twice is harmless", async () => {
    await import("./define.js");
    const again = new URL("./define.ts?again", import.meta.url);
    await import(again.href);
    expect(document.createElement("photo-chat")).to.be.instanceOf(customElements.get("photo-chat"));
  });
});
