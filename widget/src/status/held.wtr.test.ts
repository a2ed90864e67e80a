import { expect } from "@open-wc/testing";
import { MemoryClient } from "../testing/memory-client.js";
import { visit, type Visitor } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const SAID = "That was a lot at once. The rest follows by itself.";

/** Somebody whose newest message the server has not taken yet. */
async function held(ms: number, locale = "en-GB"): Promise<Visitor> {
  const client = new MemoryClient();
  const visitor = await visit({ client, attributes: { locale } });
  await visitor.write("one more");
  client.direct.change({ pendingCount: 1 });
  client.change({ pendingCount: 1, heldUntil: Date.now() + ms });
  return visitor;
}

const secondsLeft = (visitor: Visitor): number =>
  Number(/Next try in (\d+)\ss/.exec(visitor.screen)?.[1]);

describe("a message that is held back", () => {
  it("is there, with a calm line that counts down", async () => {
    const visitor = await held(12_000);
    await visitor.sees(SAID);
    expect(visitor.bubbles).to.deep.equal(["one more"]);
    expect(visitor.states).to.deep.equal(["Sending"]);
    const first = secondsLeft(visitor);
    expect(first).to.be.within(2, 13);
    await waitUntil(() => secondsLeft(visitor) < first, "it does not count");
    await expect(visitor.element).to.be.accessible();
  });

  it("is told to a screen reader once, politely", async () => {
    const visitor = await held(12_000);
    await visitor.sees(SAID);
    const [status] = visitor.all('.banner [role="status"]');
    expect(status?.innerText.trim()).to.equal(SAID);
    expect(visitor.find(".countdown").ariaHidden).to.equal("true");
    expect(visitor.all('.banner [role="alert"]')).to.have.length(0);
  });

  it("leaves nothing behind once it has left", async () => {
    const visitor = await held(12_000);
    await visitor.sees(SAID);
    visitor.client.direct.change({ pendingCount: 0 });
    visitor.client.change({ pendingCount: 0 });
    await visitor.settled();
    expect(visitor.screen).not.to.contain(SAID);
  });

  it("says no time that has passed", async () => {
    const visitor = await held(2_000);
    await visitor.sees(SAID);
    expect(secondsLeft(visitor)).to.be.within(1, 3);
    await waitUntil(() => !visitor.screen.includes(SAID), "it stays");
    expect(visitor.bubbles).to.deep.equal(["one more"]);
  });

  it("leaves the rest of the chat as it is", async () => {
    const visitor = await held(12_000);
    await visitor.sees(SAID);
    await visitor.write("and another");
    expect(visitor.bubbles).to.deep.equal(["one more", "and another"]);
    expect(visitor.composer.readOnly).to.equal(false);
  });

  it("is said in the person's language", async () => {
    const visitor = await held(12_000, "de");
    await visitor.sees("Der Rest folgt von selbst.");
    expect(visitor.screen).to.match(/Nächster Versuch in 1\d\ss/);
  });
});
