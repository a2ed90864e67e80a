import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { command, serverEnvironment, type TestServer } from "./server.js";
import { JWT_SECRET } from "./sign-token.js";

const run = promisify(execFile);

/** A link that signs a photographer in to the inbox, as an operator makes it beside the running server. */
export async function inboxLink(server: TestServer, sub: string, name: string): Promise<string> {
  const { port } = new URL(server.url);
  const env = { PORT: port, HOST: "127.0.0.1", DATA_DIR: server.dataDir, JWT_SECRET };
  const args = [command, "link", "--sub", sub, "--name", name, "--url", server.url];
  const { stdout } = await run(process.execPath, args, {
    cwd: server.dataDir,
    env: serverEnvironment(env),
  });
  return stdout.trim();
}
