import type { SavedReply } from "@photo-chat/sdk/protocol";
import { ApiError } from "../request-json.js";
import type { Session } from "../session.js";

/** The photographer's texts, fetched when they are first asked for. */
export class SavedReplies {
  all: readonly SavedReply[] = [];
  readonly #session: Session;
  #loading: Promise<void> | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().catch((cause: unknown) => {
      this.#loading = null;
      throw cause;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { replies } = await this.#session.request<{ replies: SavedReply[] }>(
      "GET",
      "/api/replies",
    );
    this.all = replies;
  }

  async save(replyId: string | null, reply: { title: string; text: string }): Promise<void> {
    if (replyId) await this.#session.request("PUT", pathOf(replyId), reply);
    else await this.#session.request("POST", "/api/replies", reply);
    await this.#load();
  }

  async remove(replyId: string): Promise<void> {
    await this.#session.request("DELETE", pathOf(replyId)).catch((cause: unknown) => {
      // Another tab has deleted it.
      if (!(cause instanceof ApiError && cause.status === 404)) throw cause;
    });
    await this.#load();
  }
}

const pathOf = (replyId: string): string => `/api/replies/${encodeURIComponent(replyId)}`;
