import { DEFAULT_SERVER_LIMITS } from "@photo-chat/sdk/protocol";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { cleanName } from "../../server/src/auth/clean-name.js";
import { emailAddress, isWebAddress } from "../../server/src/auth/identity.js";
import { createPayloads, writtenText } from "../../server/src/payloads.js";
import { highlighted } from "../../widget/src/inbox/highlighted.js";
import { safeUrl } from "../../widget/src/safe-url.js";
import { linkify } from "../../widget/src/thread/linkify.js";

const LENGTH = 65_536;
/** So many times what a walk through the characters takes; a square of the length takes thousands. */
const MOST = 300;

const pieces = [
  ...["a", " ", "\n", "\0", "\u0301", "\u200d", "\u202e", "😀", "\ud83d", "é", "K"],
  ...["(", ")", "[", "\\", ".", "*", "+", "?", "|", "^", "$", "{1,9}", "/", "@", "-", "&amp;"],
  ...[
    "www.",
    "http",
    "https://",
    "https://a ",
    "https://(",
    "https://)",
    "https://a/(",
    "www.)",
    "www.a.",
    "a@a.",
    "a.a@",
    "//",
    "%",
  ],
];
const texts = pieces.flatMap((piece) => {
  const run = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
  return [run, `https://a.example/${run}`, `a@${run}`, `${run}!`];
});

const {
  send_message: message,
  sync,
  list_conversations: list,
} = createPayloads(DEFAULT_SERVER_LIMITS);
const long = createPayloads({ messageLength: LENGTH * 2 });
const readers: Record<string, (text: string) => unknown> = {
  linkify,
  highlighted: (text) => highlighted(text, "ab"),
  safeUrl: (text) => safeUrl(text, "https://chat.example"),
  isWebAddress,
  cleanName: (text) => cleanName(text, 200),
  search: (text) => v.safeParse(list, { search: text }, { abortEarly: true }),
  writtenText: (text) => v.safeParse(writtenText(LENGTH * 2), text),
  emailAddress: (text) => v.safeParse(emailAddress, text, { abortEarly: true }),
  message: (text) =>
    v.safeParse(message, { conversationId: text, messageText: text }, { abortEarly: true }),
  "a long message": (text) =>
    v.safeParse(long.send_message, { conversationId: "conv_1_5", messageText: text }),
  sync: (text) => v.safeParse(sync, { conversations: { [text]: 0 } }, { abortEarly: true }),
};

/** The quickest of some, in milliseconds. */
function quickest(work: () => unknown, times = 3): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...taken);
}

describe("64 kB of whatever", () => {
  const walk = (text: string) => Array.from(text, (char) => char.charCodeAt(0)).length;
  const baseline = quickest(() => walk(texts[0] ?? ""), 20);

  it.each(Object.entries(readers))("take %s a time that grows with their length", (_, read) => {
    for (const text of texts) {
      const ratio = quickest(() => read(text)) / baseline;
      expect(ratio, JSON.stringify(text.slice(0, 30))).toBeLessThan(MOST);
    }
  });
});
