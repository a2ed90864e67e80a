import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { conversationIdOf, type Role } from "@photo-chat/sdk/protocol";
import type { SQL } from "drizzle-orm";
import { pino } from "pino";
import { afterAll, beforeAll, inject } from "vitest";
import type { Change, Chat, PresenceSource } from "../../server/src/chat/chat.js";
import { createChat } from "../../server/src/chat/create-chat.js";
import { openStore, type Store, type StoreOptions } from "../../server/src/store/open-store.js";
import { copyDataDir } from "./copy-data-dir.js";
import { createDatabase } from "./postgres.js";
import type { Store as StoreName } from "./use-server.js";

/** The rules of the chat on a database, as one process has them, and what it told. */
export interface Core {
  readonly chat: Chat;
  readonly store: Store;
  readonly changes: Change[];
}

export interface Pair {
  customer: string;
  photographer: string;
  conversationId: string;
}

/** One database for a file's tests, which keep apart by having users of their own. */
export interface SharedCore extends Core {
  /** Another process's share of the same database; PostgreSQL only. Closed with the first. */
  another(): Promise<Core>;
  /** A user that nobody has met. */
  user(role?: Role): Promise<string>;
  /** Two users with an open conversation. */
  pair(): Promise<Pair>;
}

/** What the database itself says, past everything that is being tested. */
export async function rowsOf<Row>(store: Store, query: SQL | string): Promise<Row[]> {
  const result: unknown = await store.db.execute(query);
  return (result as { rows: Row[] }).rows;
}

const logger = pino({ level: "silent" });

/** Of a process without connections. */
export const nobody: PresenceSource = { isOnline: () => false, userIds: () => [] };

export function useCore(name: StoreName): SharedCore {
  const opened: Core[] = [];
  let options: StoreOptions;
  let folder: string | null = null;

  const open = async (): Promise<Core> => {
    const store = await openStore(options, logger);
    await store.migrate();
    const chat = createChat({ db: store.db, presence: nobody, logger });
    const changes: Change[] = [];
    chat.onChange((change) => changes.push(change));
    const core = { chat, store, changes };
    opened.push(core);
    return core;
  };

  beforeAll(async () => {
    if (name === "PostgreSQL") {
      options = { databaseUrl: await createDatabase(inject("postgresUrl")) };
    } else {
      folder = await copyDataDir(inject("pgliteDataDir"));
      options = { dataDir: folder };
    }
    await open();
  });
  afterAll(async () => {
    for (const { store } of opened) await store.close();
    if (folder !== null) await rm(folder, { recursive: true });
  });

  const first = (): Core => {
    const [core] = opened;
    if (!core) throw new Error("The database is open from `beforeAll` on.");
    return core;
  };
  const shared: SharedCore = {
    get chat() {
      return first().chat;
    },
    get store() {
      return first().store;
    },
    get changes() {
      return first().changes;
    },
    another: open,
    async user(role = "customer") {
      const userId = `u${randomBytes(6).toString("hex")}`;
      const claims = { name: null, picture: null, email: null, issuedAt: 1 };
      await shared.chat.signIn({ userId, role, ...claims });
      return userId;
    },
    async pair() {
      const customer = await shared.user("customer");
      const photographer = await shared.user("photographer");
      const conversationId = conversationIdOf(customer, photographer);
      await shared.chat.join(customer, conversationId);
      return { customer, photographer, conversationId };
    },
  };
  return shared;
}
