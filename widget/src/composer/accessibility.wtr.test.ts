import { aTimeout, expect } from "@open-wc/testing";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { visit, type Visitor, type VisitOptions } from "../testing/visitor.js";
import { waitUntil } from "../testing/wait-until.js";

const popup = { mode: "popup", open: "", server: "http://127.0.0.1:9/accessibility" };
const photo = { id: 1, src: "/missing.jpg", title: "Courtyard, noon" };

interface State extends VisitOptions {
  /** Leads there. */
  act?: (visitor: Visitor) => Promise<void>;
}

const stranger = (attributes = {}): VisitOptions => ({
  attributes: { ...popup, ...attributes },
  prepare: (element) => (element.client = null),
});

const states: Record<string, State> = {
  "a guest's form": { ...stranger(), act: (visitor) => visitor.sees("Start a conversation") },
  "a guest's form with what is wrong": {
    ...stranger(),
    async act(visitor) {
      await visitor.sees("Start a conversation");
      await visitor.click("Start chat");
      await visitor.sees("Enter a name");
    },
  },
  "a guest without a form": stranger({ "guest-form": "skip" }),
  "a picture beside the message and in one": {
    attributes: popup,
    prepare: (element, { direct }) => {
      const about = { id: "1", src: "https://studio.example/1.jpg", title: "Arches" };
      direct.add({ messageText: "This one", about });
      direct.add({ messageText: "", about, own: true });
      element.discuss(photo);
    },
  },
  "the open menu": {
    attributes: popup,
    async act(visitor) {
      await visitor.click("More options");
      await aTimeout(0);
    },
  },
  "the open choice of emoji": {
    attributes: { ...popup, server: location.origin },
    async act(visitor) {
      await visitor.click("Emoji");
      const offered = (): number =>
        visitor.find("emoji-picker").shadowRoot?.querySelectorAll(".tabpanel .emoji").length ?? 0;
      await waitUntil(() => visitor.all("emoji-picker").length > 0 && offered() > 20, "");
    },
  },
  "somebody away": {
    attributes: popup,
    prepare: (_, { direct }) => direct.changePeer({ away: true }),
  },
};

interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly dir?: string;
  readonly width?: number;
}

const looks: Record<string, Look> = {
  light: {},
  dark: { colorScheme: "dark" },
  "right to left": { dir: "rtl" },
  "on a phone": { width: 390 },
};

for (const [look, { colorScheme = "light", dir = "", width = 800 }] of Object.entries(looks)) {
  describe(`accessibility of the composer, ${look}`, () => {
    before(async () => {
      await emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await setViewport({ width, height: 700 });
      document.documentElement.dir = dir;
    });
    after(async () => {
      await emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
      await setViewport({ width: 800, height: 600 });
      document.documentElement.dir = "";
    });

    for (const [name, { act, ...state }] of Object.entries(states)) {
      it(name, async () => {
        const visitor = await visit(state);
        await act?.(visitor);
        await visitor.settled();
        await expect(visitor.element).to.be.accessible();
      });
    }
  });
}
