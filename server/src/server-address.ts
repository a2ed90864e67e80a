import { readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Config } from "./config.js";

/** `http://host:port` at which this machine reaches what listens there. */
export function urlOf({ address, family, port }: AddressInfo): string {
  if (address === "::" || address === "0.0.0.0") return `http://localhost:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Notes where the server is that has the data directory: commands find it there, whatever its port. */
export async function noteServer({ dataDir }: Config, url: string): Promise<void> {
  await writeFile(fileIn(dataDir), url);
}

export async function forgetServer({ dataDir }: Config): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** The server that has the data directory, else the one that the settings would make. */
export async function findServer({ dataDir, port }: Config): Promise<string> {
  return readFile(fileIn(dataDir), "utf8").catch(() => `http://localhost:${port}`);
}

function fileIn(dataDir: string): string {
  return join(dataDir, "server-address");
}
