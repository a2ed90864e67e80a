import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

export interface ProjectCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** The project's sources as they are now in a folder of their own, with the same dependencies. */
export async function copyOfTheProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "photo-chat-mutations-"));
  const listed = await run("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    ...{ cwd: root, maxBuffer: 1e8 },
  });
  const { stdout: deleted } = await run("git", ["ls-files", "-d", "-z"], { cwd: root });
  const gone = new Set(deleted.split("\0"));
  for (const path of listed.stdout.split("\0").filter((file) => file && !gone.has(file))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  // What is served is of no concern here, but it has to be there.
  await cp(join(root, "server/public"), join(folder, "server/public"), { recursive: true });
  // Of the dependencies only those that are the project itself are the copy's own.
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@photo-chat"), { recursive: true });
  for (const name of await readdir(join(root, "node_modules"))) {
    if (name === "@photo-chat" || name === ".cache" || name === ".vite") continue;
    await symlink(join(root, "node_modules", name), join(modules, name));
  }
  for (const workspace of ["sdk", "widget", "server"]) {
    await symlink(join(folder, workspace), join(modules, "@photo-chat", workspace));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
