/** The server's address, in a page also relative to it; `path` is joined to where the server is mounted. */
export function serverUrl(address: string, path = ""): URL {
  const base = typeof location === "undefined" ? undefined : location.href;
  const url = new URL(address, base);
  return new URL(`${url.pathname.replace(/\/$/, "")}${path}`, url);
}

/** Under what a browser keeps something of one user of one server; no scope is another's beginning. */
export function scopeOf({ href }: URL, userId: string): string {
  return `${href} ${JSON.stringify(userId)}`;
}
