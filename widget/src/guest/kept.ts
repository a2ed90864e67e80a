/** What the element itself keeps in this browser has this before its name. */
const PREFIX = "photo-chat:";

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

/** All of it, for a person who leaves the browser to others. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
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
