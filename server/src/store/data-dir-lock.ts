import { once } from "node:events";
import { stat, unlink } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Another process has the directory. */
export class DataDirInUseError extends Error {
  override readonly name = "DataDirInUseError";
}

/**
 * Takes a directory for this process; returns what gives it back. The lock is a listening socket
 * named after the directory's inode, so the system frees it however the process ends. It guards
 * against processes of the same machine (or container), whatever path they reach the directory by.
 *
 * @throws DataDirInUseError with one line to show
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  const name = `photo-chat-${dev}-${ino}`;
  const address =
    process.platform === "linux"
      ? `\0${name}`
      : process.platform === "win32"
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), name);

  const release =
    (await listen(address)) ?? ((await isDeserted(address)) && (await listen(address)));
  if (!release) throw new DataDirInUseError(`${dataDir} is in use by another photo-chat process.`);
  return release;
}

async function listen(address: string): Promise<(() => void) | null> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(address);
    await once(server, "listening");
  } catch (error) {
    if (isErrorCode(error, "EADDRINUSE")) return null;
    throw error;
  }
  server.unref();
  return () => server.close();
}

/** A socket that is a file outlives its process: nobody answers there, and it can go. */
async function isDeserted(address: string): Promise<boolean> {
  if (process.platform === "linux" || process.platform === "win32") return false;
  const socket = connect(address);
  try {
    await once(socket, "connect");
    return false;
  } catch {
    await unlink(address);
    return true;
  } finally {
    socket.destroy();
  }
}

function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
