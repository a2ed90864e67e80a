import { ApiError, requestJson } from "./request-json.js";

export interface SignedIn {
  token: string;
  user: { userId: string; name: string | null; picture: string | null };
}

const KEY = "photo-chat:inbox:token";
/** In the last quarter of its life a token is exchanged for a new one. */
const FRESH = 0.75;
const CHECK_MS = 30 * 60_000;

/** Who is signed in on this device: the token, kept across visits and renewed before it ends. */
export class Session {
  onEnd: () => void = () => {};
  /** Another tab has signed in as somebody else. */
  onOther: () => void = () => {};
  #token: string | null = localStorage.getItem(KEY);
  #renewal: Promise<string> | null = null;
  readonly #timer = setInterval(() => void this.token().catch(() => {}), CHECK_MS);

  constructor() {
    addEventListener("storage", this.#changedElsewhere);
  }

  get isSignedIn(): boolean {
    return this.#token !== null;
  }

  /** Uses up the one-time code of a link. */
  async exchange(code: string): Promise<void> {
    const { token } = await requestJson<SignedIn>("POST", "/api/sign-in/exchange", { code });
    this.#keep(token);
  }

  /** A token that is good for some time; the old one while the server can't be asked. */
  async token(): Promise<string> {
    if (this.#token === null) throw new Error("nobody is signed in");
    if (ageOf(this.#token) < FRESH) return this.#token;
    this.#renewal ??= this.#renew(this.#token).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #renew(old: string): Promise<string> {
    try {
      const { token } = await requestJson<SignedIn>("POST", "/api/session", {}, old);
      if (this.#token === old) this.#keep(token);
      return token;
    } catch (cause) {
      return this.#newerThan(old, cause) ?? old;
    }
  }

  /** A request in the name of who is signed in; ends the session when the server does not know it. */
  async request<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const token = await this.token();
    try {
      return await requestJson<Result>(method, path, body, token);
    } catch (cause) {
      const newer = this.#newerThan(token, cause);
      if (newer === null) throw cause;
      return requestJson<Result>(method, path, body, newer);
    }
  }

  /** What another tab has put in the place of a token that was refused; without any the session has ended. */
  #newerThan(token: string, cause: unknown): string | null {
    if (!(cause instanceof ApiError && cause.status === 401)) return null;
    const stored = localStorage.getItem(KEY);
    if (stored === null || stored === token) this.end();
    else if (claimsOf(stored).sub === claimsOf(token).sub) return (this.#token = stored);
    return null;
  }

  /**
   * Ends it here, in every tab, and on the server, which refuses its tokens from then on. Who has no
   * network leaves a session there that nobody has a token of any more.
   */
  async signOut(): Promise<void> {
    const token = this.#token;
    this.end();
    if (token === null) return;
    await requestJson("DELETE", "/api/session", undefined, token).catch(() => {});
  }

  /** Forgets who was signed in, in every tab. */
  end(): void {
    if (this.#token === null) return;
    this.#token = null;
    localStorage.removeItem(KEY);
    this.onEnd();
  }

  #keep(token: string): void {
    this.#token = token;
    localStorage.setItem(KEY, token);
  }

  readonly #changedElsewhere = ({ key, newValue }: StorageEvent): void => {
    if (key !== KEY && key !== null) return;
    if (newValue === null) {
      this.end();
      return;
    }
    const before = this.#token;
    this.#token = newValue;
    if (before === null || claimsOf(before).sub !== claimsOf(newValue).sub) this.onOther();
  };

  dispose(): void {
    clearInterval(this.#timer);
    removeEventListener("storage", this.#changedElsewhere);
  }
}

/** How much of its life a token has behind it, 0 to 1. */
function ageOf(token: string): number {
  const { iat = 0, exp = 0 } = claimsOf(token);
  return exp > iat ? (Date.now() / 1_000 - iat) / (exp - iat) : 1;
}

/** What a token says, read without verifying it; nothing when it can't be read. */
function claimsOf(token: string): { sub?: string; iat?: number; exp?: number } {
  try {
    const base64 = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(base64)) as { sub?: string; iat?: number; exp?: number };
  } catch {
    return {};
  }
}
