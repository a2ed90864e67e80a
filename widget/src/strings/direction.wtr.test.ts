import { expect } from "@open-wc/testing";
import { visit, type Visitor } from "../testing/visitor.js";

/** Where a control stands, as a share of the element's width from its left. */
function placeOf(visitor: Visitor, selector: string): number {
  const { left, width } = visitor.element.getBoundingClientRect();
  const box = visitor.find(selector).getBoundingClientRect();
  return (box.left + box.width / 2 - left) / width;
}

describe("direction", () => {
  afterEach(() => document.documentElement.removeAttribute("dir"));

  for (const locale of ["ar", "he"]) {
    it(`${locale} is laid out from right to left, in any page`, async () => {
      const visitor = await visit({ attributes: { locale } });
      expect(placeOf(visitor, ".send")).to.be.lessThan(0.2);
      expect(getComputedStyle(visitor.composer).direction).to.equal("rtl");
      visitor.composer.focus();
      await visitor.type("hello");
      expect(getComputedStyle(visitor.composer).direction).to.equal("ltr");
    });
  }

  it("a popup from right to left stands on the left", async () => {
    const visitor = await visit({ attributes: { locale: "ar", mode: "popup" } });
    expect(visitor.find(".launcher").getBoundingClientRect().left).to.be.lessThan(100);
  });

  it("follows the texts when they change", async () => {
    const visitor = await visit({ attributes: { locale: "ar" } });
    visitor.element.locale = "de";
    await visitor.settled();
    expect(placeOf(visitor, ".send")).to.be.greaterThan(0.8);
    expect(visitor.element.hasAttribute("dir")).to.equal(false);
  });

  it("English is laid out from left to right in a page from right to left", async () => {
    document.documentElement.dir = "rtl";
    const visitor = await visit({ attributes: { locale: "en" } });
    expect(placeOf(visitor, ".send")).to.be.greaterThan(0.8);
  });

  it("adds nothing where the page has the direction already", async () => {
    document.documentElement.dir = "rtl";
    const visitor = await visit({ attributes: { locale: "ar" } });
    expect(visitor.element.hasAttribute("dir")).to.equal(false);
  });

  it("a name of the other direction stands where names do, and loses its end when it is long", async () => {
    const visitor = await visit({ attributes: { locale: "ar" } });
    const { direction, textAlign } = getComputedStyle(visitor.find(".name"));
    expect([direction, textAlign]).to.deep.equal(["ltr", "right"]);
  });

  it("a dir on the element is left as it is", async () => {
    const visitor = await visit({ attributes: { locale: "ar", dir: "ltr" } });
    expect(placeOf(visitor, ".send")).to.be.greaterThan(0.8);
    visitor.element.locale = "he";
    await visitor.settled();
    expect(visitor.element.dir).to.equal("ltr");
  });
});
