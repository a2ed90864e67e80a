import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createDatabase } from "../support/postgres.js";
import { command, serverEnvironment, startServer } from "../support/server.js";
import { connectRaw } from "../support/raw-client.js";
import { JWT_SECRET } from "../support/sign-token.js";
import { stores } from "../support/use-server.js";

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "photo-chat-command-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

function run(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      { cwd: dataDir, timeout: 60_000, env: serverEnvironment({ DATA_DIR: dataDir, ...env }) },
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

describe("photo-chat token", () => {
  it("prints a token for the configured secret", async () => {
    const { code, stdout } = await run(
      ["token", "--sub", "5", "--name", "Anna", "--role", "photographer", "--expires", "1h"],
      { JWT_SECRET },
    );
    expect(code).toBe(0);
    const [header, payload, signature, ...rest] = stdout.trim().split(".");
    expect(rest).toEqual([]);
    expect(signature).toBe(
      createHmac("sha256", JWT_SECRET).update(`${header}.${payload}`).digest("base64url"),
    );
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
    expect(claims).toMatchObject({ sub: "5", name: "Anna", role: "photographer" });
    expect(claims.exp - Date.now() / 1_000).toBeGreaterThan(3_500);
    expect(claims.exp - Date.now() / 1_000).toBeLessThanOrEqual(3_600);
  });

  it("fits a server that made its own secret in the same folder", async () => {
    const server = await startServer({
      databaseUrl: await createDatabase(inject("postgresUrl")),
      env: { JWT_SECRET: "", DATA_DIR: dataDir },
    });
    try {
      const { stdout } = await run(["token", "--sub", "7"]);
      const headers = { authorization: `Bearer ${stdout.trim()}` };
      const me = await fetch(`${server.url}/api/me`, { headers });
      expect(await me.json()).toMatchObject({ userId: "7", role: "customer" });
      expect(server.logs()).toMatch(/JWT_SECRET/);
    } finally {
      await server.stop();
    }
  });

  it.each(stores)("makes its user known to others, on %s", async (store) => {
    const databaseUrl =
      store === "PostgreSQL" ? await createDatabase(inject("postgresUrl")) : undefined;
    const server = await startServer(
      databaseUrl ? { databaseUrl } : { dataDir: inject("pgliteDataDir") },
    );
    try {
      const { code } = await run(["token", "--sub", "anna", "--role", "photographer"], {
        JWT_SECRET,
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: server.dataDir }),
      });
      expect(code).toBe(0);
      const opened = await fetch(`${server.url}/api/conversations`, {
        method: "POST",
        headers: { authorization: `Bearer ${server.token("ben")}` },
        body: JSON.stringify({ userId: "anna" }),
      });
      expect(opened.status).toBe(200);
    } finally {
      await server.stop();
    }
  });

  it(
    "makes users known before a first start, several at once too",
    { timeout: 90_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "photo-chat-first-"));
      const token = (...args: string[]) =>
        run(["token", "--sub", ...args], { JWT_SECRET, DATA_DIR: folder });
      const [, ben] = await Promise.all([token("anna", "--role", "photographer"), token("ben")]);
      const server = await startServer({ dataDir: folder });
      try {
        const client = await connectRaw(server.url, { token: ben.stdout.trim() });
        const joined = client.request("join_conversation", { conversationId: "conv_anna_ben" });
        expect(await joined).toMatchObject({ ok: true });
        client.socket.close();
      } finally {
        await server.stop();
        await rm(folder, { recursive: true });
      }
    },
  );

  it.each([
    [["token"]],
    [["token", "--sub", ""]],
    [["token", "--sub", "5", "--role", "admin"]],
    [["token", "--sub", "5", "--expires", "soon"]],
    [["token", "--sub", "5", "--nothing", "x"]],
    [["nothing"]],
  ])("%j fails with a line that helps", async (args) => {
    const { code, stdout, stderr } = await run(args, { JWT_SECRET });
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr.trim()).not.toBe("");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("photo-chat migrate", () => {
  it("makes the tables, and may be run again and by several at once", async () => {
    const databaseUrl = await createDatabase(inject("postgresUrl"));
    const migrate = () => run(["migrate"], { DATABASE_URL: databaseUrl });
    const runs = [...(await Promise.all([migrate(), migrate(), migrate()])), await migrate()];
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ column_name: string }>(
      "select column_name from information_schema.columns where table_name = 'messages'",
    );
    await client.end();
    expect(rows.map((row) => row.column_name)).toEqual(
      expect.arrayContaining([
        "message_id",
        "sender_id",
        "receiver_id",
        "message_text",
        "message_type",
        "attachment_url",
        "is_read",
        "read_at",
        "is_deleted_by_sender",
        "is_deleted_by_receiver",
        "created_at",
        "updated_at",
      ]),
    );
  });
});

describe("photo-chat serve", () => {
  it.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["DATABASE_URL", "mysql://localhost/chat"],
    ["DATA_DIR", "/proc/nothing"],
    ["REDIS_URL", "redis://localhost"],
    ["JWT_SECRET", "short"],
    ["JWT_JWKS_URL", "keys.json"],
    ["ALLOWED_ORIGINS", "studio.example"],
    ["LOG_LEVEL", "loud"],
    ["LIMIT_MESSAGE_LENGTH", "-1"],
    ["LIMIT_MESSAGES_PER_SECOND", "many"],
    ["LIMIT_MESSAGE_BURST", "0"],
    ["LIMIT_CONNECTIONS_PER_USER", "1.5"],
    ["LIMIT_UPLOAD_BYTES", "20MB"],
  ])("does not start with %s=%s, and says so in one line", async (name, value) => {
    const { code, stdout, stderr } = await run(["serve"], { [name]: value });
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(name)]);
    if (name === "JWT_SECRET") expect(stderr).not.toContain(value);
  });

  it("says in one line when the database can't be reached", async () => {
    const { code, stdout, stderr } = await run(["serve"], {
      DATABASE_URL: "postgres://someone:secret-word@127.0.0.1:1/nothing",
    });
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).toContain("DATABASE_URL");
    expect(stdout + stderr).not.toContain("secret-word");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("says in one line when the port is taken", async () => {
    const server = await startServer({
      databaseUrl: await createDatabase(inject("postgresUrl")),
    });
    try {
      const { code, stdout, stderr } = await run(["serve"], {
        PORT: new URL(server.url).port,
        HOST: "127.0.0.1",
        DATABASE_URL: await createDatabase(inject("postgresUrl")),
      });
      expect(code).toBeGreaterThan(0);
      expect(stdout + stderr).toContain("PORT");
      expect(stderr).not.toMatch(/^\s+at /m);
    } finally {
      await server.stop();
    }
  });

  it("refuses an address that is not to be had, and names its variable", async () => {
    const { code, stdout, stderr } = await run(["serve"], {
      PORT: "0",
      HOST: "no-such-host.invalid",
      DATABASE_URL: await createDatabase(inject("postgresUrl")),
    });
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).toContain("HOST");
  });

  it("refuses a second process on the same embedded database", async () => {
    const server = await startServer({ dataDir: inject("pgliteDataDir") });
    try {
      const { code, stdout, stderr } = await run(["serve"], {
        PORT: "0",
        DATA_DIR: server.dataDir,
      });
      expect(code).toBeGreaterThan(0);
      expect(stdout + stderr).toContain("DATA_DIR");
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "ends in order on %s: within 10 seconds, and in a way that clients come back from",
    async (signal) => {
      const server = await startServer({
        databaseUrl: await createDatabase(inject("postgresUrl")),
      });
      const reasons: string[] = [];
      for (const transport of ["websocket", "polling"] as const) {
        const options = { transports: [transport] };
        const { socket } = await connectRaw(server.url, { token: server.token("5") }, options);
        socket.on("disconnect", (reason) => reasons.push(reason));
      }

      const begin = performance.now();
      expect(await server.kill(signal)).toBe(0);
      expect(performance.now() - begin).toBeLessThan(10_000);
      await expect.poll(() => reasons).toHaveLength(2);
      // A client of socket.io does not come back by itself after "io server disconnect".
      for (const reason of reasons) expect(reason).toMatch(/^transport (close|error)$/);
      await server.stop();
    },
  );
});
