import { copyDataDir } from "./copy-data-dir.js";
import { startServer } from "./server.js";

/** Makes a data folder as a server leaves it that has made its embedded database: to copy from. */
export async function makePgliteDataDir(): Promise<string> {
  const server = await startServer();
  await server.kill("SIGTERM");
  const folder = await copyDataDir(server.dataDir);
  await server.stop();
  return folder;
}
