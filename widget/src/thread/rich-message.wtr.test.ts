import { expect, fixture } from "@open-wc/testing";
import type { ChatMessage } from "@photo-chat/sdk";
import { english } from "../strings/localization.js";
import { MemoryClient } from "../testing/memory-client.js";
import { isRich, message } from "./message.js";
import * as rich from "./rich-message.js";

const conversation = new MemoryClient().direct;

async function shown(part: typeof rich | null, given: Partial<ChatMessage>): Promise<HTMLElement> {
  conversation.add(given);
  const added = conversation.snapshot.messages.at(-1) as ChatMessage;
  const row = { message: added, startsDay: false, startsUnread: false };
  const run = { first: true, last: true, detailed: true };
  return fixture<HTMLElement>(
    message(
      { ...row, ...run },
      {
        localization: english,
        conversation,
        server: location.origin,
        now: new Date(),
        peerName: "Anna",
        rich: part,
      },
    ),
  );
}

describe("a message with more than words", () => {
  const about = { id: "1", title: "Arches", src: "/arches.webp" };

  it("says its words until the rest of it has come", async () => {
    const link = { messageText: "see www.example.com" };
    expect((await shown(null, link)).querySelector(".bubble")?.textContent).to.contain(
      link.messageText,
    );
    const card = await shown(null, { messageText: "", about });
    expect(card.querySelector(".bubble")?.textContent.trim()).to.equal("Arches");
    const file = await shown(null, { messageText: "", attachmentUrl: "/a.pdf" });
    expect(file.querySelector(".bubble")?.textContent.trim()).to.equal("File");
  });

  it("is whole then", async () => {
    expect(
      (await shown(rich, { messageText: "see www.example.com" })).querySelector("a")?.href,
    ).to.equal("https://www.example.com/");
    expect((await shown(rich, { messageText: "", about })).querySelector(".about")).to.exist;
  });

  it("is told from one that needs nothing else", () => {
    const of = (given: Partial<ChatMessage>): boolean => {
      conversation.add(given);
      return isRich(conversation.snapshot.messages.at(-1) as ChatMessage);
    };
    expect(of({ messageText: "hello, www" })).to.equal(false);
    expect(of({ messageText: "HTTPS://a.example" })).to.equal(true);
    expect(of({ messageText: "", about })).to.equal(true);
    expect(of({ messageText: "", attachmentUrl: "/a.pdf" })).to.equal(true);
    expect(of({ messageText: "hello", status: "failed" })).to.equal(true);
  });
});
