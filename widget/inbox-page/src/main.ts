import { Desk } from "./desk.js";
import { registerOfflineShell } from "./offline-shell.js";
import { Preferences } from "./preferences.js";
import { Session } from "./session.js";
import { SignIn } from "./sign-in.js";
import { strings } from "./strings.js";

const page = document.getElementById("page") as HTMLElement;
const code = takeCode();
const preferences = new Preferences();
const session = new Session();
let desk: Desk | null = null;

session.onEnd = () => {
  if (!desk) return;
  desk.dispose();
  desk = null;
  history.replaceState(null, "", location.pathname);
  new SignIn(page, session, enter).show(strings.signIn.ended);
};
// A new page knows nothing of whom this one belonged to.
session.onOther = () => {
  history.replaceState(null, "", location.pathname);
  location.reload();
};
// A sign-in link that is pasted where the page is open changes no more than this.
addEventListener("hashchange", () => {
  if (codeOfLink()) location.reload();
});
registerOfflineShell();
if (code) await new SignIn(page, session, enter).exchange(code);
else if (session.isSignedIn) enter();
else new SignIn(page, session, enter).show();

function enter(): void {
  desk = new Desk(page, session, preferences);
}

/** The code of a sign-in link, which leaves the address before anything else happens. */
function takeCode(): string | null {
  const found = codeOfLink();
  if (found) history.replaceState(null, "", location.pathname);
  return found;
}

function codeOfLink(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("code");
}
