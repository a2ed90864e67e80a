import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { command, type TestServer } from "./server.js";

const run = promisify(execFile);

/** A link that signs a photographer in to the inbox, as an operator makes it beside the running server. */
export async function inboxLink(server: TestServer, sub: string, name: string): Promise<string> {
  const args = [command, "link", "--sub", sub, "--name", name, "--url", server.url];
  const { stdout } = await run(process.execPath, args, { cwd: server.dataDir, env: server.env });
  return stdout.trim();
}
