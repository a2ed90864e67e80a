import { DRAFT } from "../storage-names.js";

/** Forgets the texts of all scopes that begin so, as `createDrafts` names them. */
export function forgetDrafts(beginning: string): void {
  try {
    const prefix = `${DRAFT}${beginning}`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Where storage is switched off there is nothing.
  }
}
