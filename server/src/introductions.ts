import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ChatError } from "./chat/chat-error.js";
import type { Identity } from "./chat/chat.js";
import { makeFolder } from "./store/make-folder.js";

/** Notes whom the embedded database is to know as soon as there is one: making it takes seconds. */
export async function noteIntroduction(dataDir: string, identity: Identity): Promise<void> {
  await makeFolder(dataDir);
  await appendFile(fileIn(dataDir), `\n${JSON.stringify(identity)}`);
}

/** Makes known who was noted before there was a database. */
export async function introduceNoted(
  dataDir: string,
  signIn: (identity: Identity) => Promise<unknown>,
): Promise<void> {
  const lines = await readFile(fileIn(dataDir), "utf8").catch(() => "");
  for (const identity of lines.split("\n").flatMap(identityIn)) {
    await signIn(identity).catch((error: unknown) => {
      // Banned since.
      if (!(error instanceof ChatError && error.reason)) throw error;
    });
  }
  await rm(fileIn(dataDir), { force: true });
}

/** None in what a crash has cut off. */
function identityIn(line: string): Identity[] {
  try {
    return [JSON.parse(line) as Identity];
  } catch {
    return [];
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, "introductions");
}
