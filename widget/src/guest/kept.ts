/** What the element itself keeps in this browser has this before its name. */
const PREFIX = "photo-chat:";

/** Where a guest's token is. */
export const guestName = (server: string): string => `guest:${server}`;

/** Where the picture is that a message is going to be about. */
export const aboutName = (server: string, conversationId: string): string =>
  `about:${server} ${conversationId}`;

/** Null also where storage is switched off. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Where storage is switched off nothing outlives the page. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // As said above.
  }
}

/** All that tells of the person who chatted at this server, when they leave the browser to others. */
export async function forgetPerson(server: string): Promise<void> {
  try {
    keep(guestName(server), null);
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX + aboutName(server, ""))) localStorage.removeItem(key);
    }
    // Which emoji were used.
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith("emoji-picker-element-photo-chat-")) indexedDB.deleteDatabase(name);
    }
  } catch {
    // As said above.
  }
}

/** Calls back when another tab has changed what is kept under a name; returns what stops it. */
export function onKeptElsewhere(
  listener: (name: string, value: string | null) => void,
): () => void {
  const hear = ({ key, newValue }: StorageEvent): void => {
    if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length), newValue);
  };
  addEventListener("storage", hear);
  return () => removeEventListener("storage", hear);
}
