import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { pino } from "pino";
import { afterAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../../tests/support/eventually.js";
import { createDatabase, startLocalPostgres } from "../../../tests/support/postgres.js";
import { nobody, rowsOf } from "../../../tests/support/use-core.js";
import { createChat } from "../chat/create-chat.js";
import { lockDataDir } from "./data-dir-lock.js";
import { openStore } from "./open-store.js";

const logger = pino({ level: "silent" });
const folders: string[] = [];
const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "photo-chat-store-"));
  folders.push(folder);
  return folder;
};
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describe("migrations", () => {
  it("may be started by several processes at once, and again", async () => {
    const databaseUrl = await createDatabase(inject("postgresUrl"));
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl }, logger)));
    await Promise.all(stores.map((store) => store.migrate()));
    const [first] = stores;
    if (!first) throw new Error("No store was opened.");
    await first.migrate();
    const rows = await rowsOf<{ count: number }>(
      first,
      "SELECT count(*)::integer AS count FROM drizzle.__drizzle_migrations",
    );
    const migrations = await readdir(join(import.meta.dirname, "../../migrations"));
    expect(rows).toEqual([{ count: migrations.filter((name) => name.endsWith(".sql")).length }]);
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe("migrations that the database refuses", () => {
  it("fail with one line that says why, and change nothing", async () => {
    const databaseUrl = await createDatabase(inject("postgresUrl"));
    const store = await openStore({ databaseUrl }, logger);
    await store.db.execute("CREATE TABLE messages (somebody_elses text)");
    await expect(store.migrate()).rejects.toThrow(/^relation "messages" already exists$/);
    await expect(rowsOf(store, "SELECT to_regclass('conversations') AS made")).resolves.toEqual([
      { made: null },
    ]);
    await store.close();
  });
});

describe("the embedded database", () => {
  it("keeps what was written over a close, and answers nothing after it", async () => {
    const dataDir = await newFolder();
    await cp(inject("pgliteDataDir"), dataDir, { recursive: true });
    const store = await openStore({ dataDir }, logger);
    await store.migrate();
    const chat = createChat({ db: store.db, presence: nobody, logger });
    const identity = {
      name: null,
      picture: null,
      email: null,
      role: "customer",
      issuedAt: 1,
    } as const;
    await chat.signIn({ ...identity, userId: "kept" });
    await store.close();
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ code: "unavailable" });
    await expect(chat.unreadCount("kept")).rejects.toMatchObject({ code: "unavailable" });

    const again = await openStore({ dataDir }, logger);
    const rows = await rowsOf(again, "SELECT id FROM users WHERE id = 'kept'");
    expect(rows).toHaveLength(1);
    await again.close();
  });

  it("belongs to one process, until that ends in whatever way", async () => {
    const dataDir = await newFolder();
    const script = `
      import { lockDataDir } from ${JSON.stringify(join(import.meta.dirname, "data-dir-lock.ts"))};
      await lockDataDir(process.argv[1]);
      console.log("locked");
      setInterval(() => {}, 1000);`;
    const args = ["--import", "tsx", "--input-type=module", "--eval", script, dataDir];
    const holder = spawn(process.execPath, args, { cwd: import.meta.dirname });
    await once(holder.stdout, "data");

    await expect(openStore({ dataDir: join(dataDir, ".") }, logger)).rejects.toThrow(
      /^.+ is in use by another photo-chat process\.$/,
    );
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const release = await lockDataDir(dataDir);
    await expect(lockDataDir(dataDir)).rejects.toThrow("in use");
    release();
    await eventually(async () => (await lockDataDir(dataDir))());
  });

  it("is made anew where a creation was interrupted, or a killed start still writes to its own", async () => {
    const dataDir = await newFolder();
    await mkdir(join(dataDir, "database.new-half"));
    await writeFile(join(dataDir, "database.new-half", "PG_VERSION"), "half");
    const write = `for (let n = 0; ; n++) {
      require("fs").mkdirSync(process.argv[1] + "/" + n % 500, { recursive: true });
      if (n === 500) console.log("writing");
    }`;
    const left = spawn(process.execPath, ["--eval", write, join(dataDir, "database.new")]);
    await once(left.stdout, "data");
    const opening = openStore({ dataDir }, logger);
    await opening.catch(() => {}).finally(() => left.kill("SIGKILL"));
    const store = await opening;
    await store.migrate();
    await store.ping();
    await store.close();
    const folders = await readdir(dataDir);
    expect(folders.filter((name) => name !== "database.new")).toEqual(["database"]);
  });
});

describe("a PostgreSQL that goes away", () => {
  it("makes every call unavailable, ends nothing, loses nothing acked, and is found again", async () => {
    const postgres = await startLocalPostgres();
    const databaseUrl = await postgres.createDatabase();
    const store = await openStore({ databaseUrl }, logger);
    await store.migrate();
    const chat = createChat({ db: store.db, presence: nobody, logger });
    const identity = { name: null, picture: null, email: null, issuedAt: 1 };
    await chat.signIn({ ...identity, userId: "c", role: "customer" });
    await chat.signIn({ ...identity, userId: "p", role: "photographer" });
    const conversationId = conversationIdOf("c", "p");
    await chat.join("c", conversationId);

    const acked: string[] = [];
    let refused = 0;
    let sending = true;
    const senders = Array.from({ length: 8 }, async (_, sender) => {
      for (let index = 0; sending; index++) {
        const clientMessageId = `${sender} ${index}`;
        const payload = { conversationId, messageText: "hello", clientMessageId };
        await chat.send("c", payload).then(
          () => acked.push(clientMessageId),
          async (error: unknown) => {
            expect(error).toMatchObject({ code: "unavailable", retryAfterMs: 1_000 });
            refused += 1;
            await new Promise((resolve) => setTimeout(resolve, 20));
          },
        );
      }
    });
    await eventually(() => expect(acked.length).toBeGreaterThan(200));
    await postgres.kill("SIGKILL");
    await eventually(() => expect(refused).toBeGreaterThan(20));
    await expect(store.ping()).rejects.toMatchObject({ code: "unavailable" });
    await expect(chat.heads("c")).rejects.toMatchObject({ code: "unavailable" });
    const before = acked.length;
    await postgres.start();
    await eventually(() => expect(acked.length).toBeGreaterThan(before + 200));
    sending = false;
    await Promise.all(senders);

    const rows = await rowsOf<{ id: string }>(
      store,
      "SELECT client_message_id AS id FROM messages ORDER BY seq",
    );
    const stored = new Set(rows.map(({ id }) => id));
    expect(acked.filter((id) => !stored.has(id))).toEqual([]);
    await store.close();
    await postgres.stop();
  });

  it("is reported as unavailable at once when nobody listens there", async () => {
    const store = await openStore({ databaseUrl: "postgres://x@127.0.0.1:1/x" }, logger);
    await expect(store.ping()).rejects.toMatchObject({ code: "unavailable" });
    await store.close();
  });
});
