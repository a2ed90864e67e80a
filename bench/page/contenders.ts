import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { seededText } from "../../tests/support/seed-messages.js";
import type { Plan } from "./plan.js";

/** One chat in a page of its own. */
export interface Contender {
  name: string;
  version: string;
  /** What stands in the page's head; defines `openChat`, and, unless messages come from a server, `receive`. */
  head: string;
  /** A message's row. */
  row: string;
  /** Lets messages of the other one come in, in a row; by default with the page's own `receive`. */
  receive?: (texts: readonly string[]) => Promise<unknown>;
  /** Files to serve, by their address. */
  files: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);

async function packageOf(name: string): Promise<{ folder: string; version: string }> {
  let folder = dirname(require.resolve(name));
  for (;;) {
    const manifest = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
    if (manifest !== null) {
      const { version } = JSON.parse(manifest) as { version: string };
      return { folder, version };
    }
    folder = dirname(folder);
  }
}

/** The history that the other two get handed: the one that our server stores. */
const historyOf = ({ messages }: Plan): string =>
  JSON.stringify(
    Array.from({ length: messages }, (_, i) => ({ own: i % 2 === 0, text: seededText(i + 1) })),
  );

/** https://deepchat.dev/docs/messages: `loadHistory` hands over pages, a `false` in one says that there are more. */
export async function deepChat(plan: Plan): Promise<Contender> {
  const { folder, version } = await packageOf("deep-chat");
  return {
    name: "deep-chat",
    version,
    row: ".outer-message-container",
    files: { "/deep-chat.js": join(folder, "dist/deepChat.bundle.js") },
    head: `<script type="module" src="/deep-chat.js"></script>
<script>
  const history = ${historyOf(plan)};
  let chat;
  window.openChat = () => {
    chat = document.createElement("deep-chat");
    chat.style.cssText = "display: block; inline-size: 600px; block-size: 600px";
    chat.connect = { handler: () => {} };
    chat.loadHistory = (index) => {
      const end = history.length - index * ${plan.pageSize};
      const start = Math.max(0, end - ${plan.pageSize});
      const page = history.slice(start, end).map(({ own, text }) => ({ role: own ? "user" : "ai", text }));
      return start > 0 ? [false, ...page] : page;
    };
    document.body.append(chat);
  };
  window.receive = (text) => chat.addMessage({ role: "ai", text });
</script>`,
  };
}

/** Its README: properties as strings or objects, arrays assigned and not pushed to, pages by `fetch-messages`. */
export async function vueAdvancedChat(plan: Plan): Promise<Contender> {
  const { folder, version } = await packageOf("vue-advanced-chat");
  return {
    name: "vue-advanced-chat",
    version,
    row: ".vac-message-wrapper",
    files: { "/vue-advanced-chat.js": join(folder, "dist/vue-advanced-chat.umd.js") },
    head: `<script src="/vue-advanced-chat.js"></script>
<script>
  window["vue-advanced-chat"].register();
  const history = ${historyOf(plan)};
  const users = [{ _id: "me", username: "Carl" }, { _id: "other", username: "Pia" }];
  const messageOf = ({ own, text }, index) => ({
    _id: String(index), indexId: index, content: text, senderId: own ? "me" : "other",
    username: own ? "Carl" : "Pia", date: "22 November", timestamp: "10:20", saved: true, distributed: true, seen: true,
  });
  let chat;
  let start = history.length;
  let older = [];
  let received = [];
  const show = () => { chat.messages = [...older, ...received]; };
  window.openChat = () => {
    chat = document.createElement("vue-advanced-chat");
    chat.height = "600px";
    chat.currentUserId = "me";
    chat.singleRoom = true;
    chat.rooms = [{ roomId: "1", roomName: "Pia", avatar: "", users }];
    chat.roomsLoaded = true;
    chat.roomId = "1";
    chat.addEventListener("fetch-messages", ({ detail: [{ options }] }) => {
      setTimeout(() => {
        if (options?.reset) [start, older] = [history.length, []];
        const from = Math.max(0, start - ${plan.pageSize});
        older = [...history.slice(from, start).map((one, i) => messageOf(one, from + i)), ...older];
        start = from;
        show();
        chat.messagesLoaded = start === 0;
      });
    });
    document.body.append(chat);
  };
  window.receive = (text) => {
    received = [...received, messageOf({ own: false, text }, history.length + received.length)];
    show();
  };
</script>`,
  };
}

export interface OwnPage {
  url: string;
  token: string;
  peer: string;
  receive: (texts: readonly string[]) => Promise<unknown>;
}

/** The built script tag, from the real server. */
export function photoChat({ url, token, peer, receive }: OwnPage): Contender {
  return {
    name: "photo-chat",
    version: "this one",
    row: ".row",
    files: {},
    receive,
    head: `<script type="module" src="${url}/photo-chat.js"></script>
<script>
  window.openChat = () => {
    const chat = document.createElement("photo-chat");
    chat.setAttribute("server", "${url}");
    chat.setAttribute("with", "${peer}");
    chat.style.cssText = "inline-size: 600px; block-size: 600px";
    chat.getToken = () => "${token}";
    document.body.append(chat);
  };
</script>`,
  };
}
