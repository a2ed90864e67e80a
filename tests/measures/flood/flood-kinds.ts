import { request } from "node:http";
import { type BulkSocket, frameOf, HandshakeRefused, openBulkSocket } from "./bulk-socket.js";

/** Who floods: a signed-in user in a conversation of theirs. */
export interface Flooder {
  readonly token: string;
  readonly conversationId: string;
}

const TEXT = "x".repeat(120);
const NESTED = "[".repeat(5_000) + "]".repeat(5_000);

const asked = (event: string, payload: object): string => `421${JSON.stringify([event, payload])}`;

/** Frames that are written again and again to the connections of signed-in users. */
const frames = {
  messages: ({ conversationId }: Flooder) => [
    asked("send_message", { conversationId, messageText: TEXT }),
  ],
  syncs: ({ conversationId }: Flooder) => [
    asked("sync", { conversations: { [conversationId]: 0 } }),
  ],
  joins: ({ conversationId }: Flooder) => [asked("join_conversation", { conversationId })],
  "malformed packets": ({ conversationId }: Flooder) => [
    asked("send_message", { conversationId, messageText: 4 }),
    `421["sync",{"conversations":${NESTED}}]`,
    asked("no such event", {}),
    '421["sync"',
    "42[]",
    '42/elsewhere,["sync"]',
    "9",
    '451-["sync",{"_placeholder":true,"num":0}]',
  ],
} satisfies Record<string, (flooder: Flooder) => string[]>;

/** What a connection is begun for again and again: each attempt is one of these. */
const attempts: readonly ((url: string, flooder: Flooder) => Promise<void>)[] = [
  async (url, { token }) => {
    const socket = await openBulkSocket(url, token);
    setTimeout(() => socket.close(), 50);
  },
  async (url) => {
    const socket = await openBulkSocket(url, "no.such.token");
    setTimeout(() => socket.close(), 50);
  },
  (url) =>
    new Promise((resolve, reject) => {
      request(`${url}/socket.io/?EIO=4&transport=polling`, { agent: false }, (answer) => {
        answer.resume().once("end", resolve);
      })
        .once("error", reject)
        .end();
    }),
];

export type FloodKind = keyof typeof frames | "connection attempts";

/** One that floods, as fast as it is told; resolves false for what the wire did not take. */
export type Pour = (count: number) => boolean | Promise<boolean>;

/** So many frames are written at once at most. */
export const BATCH = 20;

/** @returns for each flooder what pours */
export async function openFlood(
  kind: FloodKind,
  url: string,
  flooders: readonly Flooder[],
): Promise<Pour[]> {
  if (kind === "connection attempts") {
    let tried = 0;
    return flooders.map((flooder) => async () => {
      const attempt = attempts[tried++ % attempts.length];
      return attempt === undefined
        ? false
        : attempt(url, flooder).then(
            () => true,
            (error) => error instanceof HandshakeRefused,
          );
    });
  }
  return Promise.all(
    flooders.map(async (flooder) => {
      let socket: BulkSocket = await openBulkSocket(url, flooder.token);
      const batch = frames[kind](flooder).map((text) => {
        const frame = frameOf(text);
        return { length: frame.length, copies: Buffer.concat(Array<Buffer>(BATCH).fill(frame)) };
      });
      let turn = 0;
      let opening = false;
      return async (count: number) => {
        if (opening) return false;
        if (!socket.isOpen) {
          // Some of what makes no sense has ended the connection.
          opening = true;
          socket = await openBulkSocket(url, flooder.token).finally(() => (opening = false));
        }
        const next = batch[turn++ % batch.length];
        return next !== undefined && socket.write(next.copies.subarray(0, count * next.length));
      };
    }),
  );
}
