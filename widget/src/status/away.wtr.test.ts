import { expect } from "@open-wc/testing";
import { visit } from "../testing/visitor.js";

/** A time of a day from today on. */
function at(daysLater: number, hours: number, minutes: number): string {
  const date = new Date();
  date.setDate(date.getDate() + daysLater);
  date.setHours(hours, minutes, 59);
  return date.toISOString();
}

describe("away", () => {
  const said = async (backAt: string | null, online = true, locale = "en-GB"): Promise<string> => {
    const visitor = await visit({
      attributes: { locale },
      prepare: (_, { direct }) => direct.changePeer({ away: true, online, backAt }),
    });
    return visitor.find(".presence").innerText.trim();
  };

  it("says when today, in the visitor's locale and zone", async () => {
    expect(await said(at(0, 23, 59))).to.equal("Away · back at 23:59");
    expect(await said(at(0, 23, 59), false, "en-US")).to.match(/^Away · back at 11:59\sPM$/);
    expect(await said(at(0, 23, 59), true, "de")).to.equal("Abwesend · um 23:59 zurück");
  });

  it("says on which day, by its name within a week", async () => {
    expect(await said(at(1, 9, 0))).to.match(/^Away · back \w+day (at )?0?9:00$/);
    expect(await said(at(20, 9, 0))).to.match(/^Away · back \d+ \w+ (at )?0?9:00$/);
  });

  it("says no time that is not known, or has passed", async () => {
    expect(await said(null)).to.equal("Away");
    expect(await said("2020-01-01T00:00:00Z")).to.equal("Away");
  });

  it("is shown as online once back", async () => {
    const visitor = await visit({
      prepare: (_, { direct }) => direct.changePeer({ away: true, online: true }),
    });
    visitor.client.direct.changePeer({ away: false });
    await visitor.sees("Online");
  });
});
