import type { Profile } from "@photo-chat/sdk/protocol";
import type { Session } from "../session.js";

/** What the server keeps of the photographer: fetched once, written as a whole. */
export class ProfileStore {
  profile: Profile | null = null;
  failed = false;
  readonly #session: Session;
  readonly #changed: () => void;

  constructor(session: Session, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  readonly load = async (): Promise<void> => {
    this.failed = false;
    this.#changed();
    try {
      this.profile = await this.#session.request<Profile>("GET", "/api/profile");
    } catch {
      this.failed = true;
    }
    this.#changed();
  };

  async save(change: Partial<Profile>): Promise<void> {
    if (!this.profile) return;
    const next = { ...this.profile, ...change };
    const { name, picture, email, availability } = next;
    await this.#session.request("PUT", "/api/profile", { name, picture, email, availability });
    this.profile = next;
    this.#changed();
  }
}
