/** Somebody that the server has made up for this demo. */
export interface Identity {
  token: string;
  userId: string;
  name: string;
}

export interface Identities {
  customer: Identity;
  photographer: Identity;
}

const KEY = "photo-chat-demo";

/**
 * The two people of this tab: the same ones after a reload, new ones in a new tab.
 * @returns whether they are `fresh`, and so have not said anything yet
 * @throws when the server can't make them, with a sentence for the page
 */
export async function loadIdentities(): Promise<{ identities: Identities; fresh: boolean }> {
  const kept = sessionStorage.getItem(KEY);
  if (kept) {
    const identities = JSON.parse(kept) as Identities;
    if (await isSignedIn(identities.customer)) return { identities, fresh: false };
  }
  const response = await fetch("/demo/identities", { method: "POST" });
  if (!response.ok) throw new Error(reasonOf(response));
  const identities = (await response.json()) as Identities;
  sessionStorage.setItem(KEY, JSON.stringify(identities));
  return { identities, fresh: true };
}

/** False when the server has been given another secret or database since. */
async function isSignedIn({ token }: Identity): Promise<boolean> {
  const response = await fetch("/api/me", { headers: { authorization: `Bearer ${token}` } });
  return response.status !== 401;
}

function reasonOf({ status, headers }: Response): string {
  if (status !== 429) return "The demo could not start: the server did not answer as expected.";
  const seconds = headers.get("retry-after");
  return `Too many demos were started from your address. Try again in ${seconds ?? "60"} seconds.`;
}
