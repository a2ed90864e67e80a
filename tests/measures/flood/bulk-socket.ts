import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";

/** More than this waits for a wire that takes no more: what else is to be written is left out. */
const MOST_WAITING = 262_144;
const PONG_MS = 5_000;

/** A websocket to which ready-made frames are written, and of which nothing is read: it costs next to nothing. */
export interface BulkSocket {
  readonly isOpen: boolean;
  /** Whether the wire took it. */
  write(frames: Buffer): boolean;
  close(): void;
}

/** One text frame of a client, RFC 6455, section 5.2; its mask is zero, which leaves the text as it is. */
export function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head =
    length < 126 ? [0x81, 0x80 | length] : [0x81, 0x80 | 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}

/** The server has answered that it does not take the connection. */
export class HandshakeRefused extends Error {}

/** Connects over a websocket alone, and signs in with a token unless that is null. */
export async function openBulkSocket(url: string, token: string | null): Promise<BulkSocket> {
  const asking = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
    agent: false,
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    },
  });
  asking.once("response", () =>
    asking.destroy(new HandshakeRefused("unable to connect; it was refused")),
  );
  asking.end();
  const [, socket] = (await once(asking, "upgrade")) as [IncomingMessage, Socket];
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.resume();
  const bulk: BulkSocket = {
    get isOpen() {
      return !socket.destroyed && socket.writable;
    },
    write(frames) {
      if (!bulk.isOpen || socket.writableLength > MOST_WAITING) return false;
      socket.write(frames);
      return true;
    },
    close: () => socket.destroy(),
  };
  if (token !== null) bulk.write(frameOf(`40${JSON.stringify({ token, confirmsDelivery: true })}`));
  // Unasked: a frame that asked would have to be read.
  const pong = setInterval(() => bulk.write(frameOf("3")), PONG_MS);
  socket.once("close", () => clearInterval(pong));
  return bulk;
}
