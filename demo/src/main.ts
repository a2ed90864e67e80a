import type { PhotoChatElement } from "@photo-chat/widget";
import { type Identity, loadIdentities } from "./identities.js";
import { installNetworkSwitch, LINKS } from "./network.js";
import { writeOpening } from "./opening.js";

const THEMES = ["auto", "light", "dark"] as const;
type Side = "customer" | "photographer";

// Before `photo-chat.js` is loaded: the chat's connections then run through the switch.
const network = installNetworkSwitch();
const element = (id: string) => document.getElementById(id) as HTMLElement;
const failure = element("failure");

onChoice("link", LINKS, (link) => network.set(link));
onChoice("theme", THEMES, (theme) => {
  document.documentElement.dataset["theme"] = theme;
  for (const chat of document.querySelectorAll("photo-chat")) chat.theme = theme;
});
element("failure-retry").addEventListener("click", () => void start());
await start();

async function start(): Promise<void> {
  failure.hidden = true;
  try {
    const { identities, fresh } = await loadIdentities();
    const { customer, photographer } = identities;
    if (fresh) await writeOpening(identities);
    network.token = customer.token;
    const popup = chatOf("customer", customer, photographer);
    popup.mode = "popup";
    element("studio").append(popup);
    element("desk").append(chatOf("photographer", photographer, customer));
    for (const button of document.querySelectorAll(".ask")) {
      button.addEventListener("click", () => popup.show());
    }
  } catch (error) {
    element("failure-text").textContent =
      error instanceof TypeError ? "The demo's server can't be reached." : String(error);
    failure.hidden = false;
  }
}

/** One end of the conversation, as any page would embed it. */
function chatOf(side: Side, self: Identity, other: Identity): PhotoChatElement {
  const chat = document.createElement("photo-chat");
  chat.setAttribute("with", other.userId);
  chat.token = self.token;
  const count = element(`${side}-count`);
  chat.addEventListener("photo-chat-unread-change", ({ detail: { unreadCount } }) => {
    count.textContent = String(unreadCount);
    count.hidden = unreadCount === 0;
  });
  return chat;
}

/** Calls back with the chosen value of a group of radio buttons whenever it changes. */
function onChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  choose: (value: Value) => void,
): void {
  for (const value of values) {
    document
      .querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)
      ?.addEventListener("change", () => choose(value));
  }
}
