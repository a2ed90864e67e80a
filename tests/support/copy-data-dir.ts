import { cpSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A copy of a server's data folder, in a temporary folder. To wait for each of the thousand files of
 * an embedded database would double the work.
 */
export async function copyDataDir(dataDir: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "photo-chat-data-"));
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}
