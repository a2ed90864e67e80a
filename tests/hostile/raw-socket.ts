import { once } from "node:events";
import { WebSocket } from "ws";
import { eventually } from "../support/eventually.js";
import type { WirePayload } from "../support/wire.js";

/** A connection that speaks the transport's own language, to say what no client library would. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** Every frame so far, in order. */
  readonly received: readonly string[];
  /** Sends a frame as it stands. */
  send(frame: string | Buffer): void;
  /** Waits for a frame that contains this. */
  said(part: string): Promise<void>;
  /** Emits with an ack; what follows the event's name is JSON text. Resolves with the first answer. */
  ask(event: string, ...json: string[]): Promise<WirePayload>;
  /** The ids of all acks so far; one that was answered twice is in it twice. */
  answered(): number[];
}

export function engineAddress(url: string, transport: "websocket" | "polling"): string {
  const base = transport === "websocket" ? url.replace("http", "ws") : url;
  return `${base}/socket.io/?EIO=4&transport=${transport}`;
}

/** Connects and signs in. It confirms deliveries itself, so that listening stores nothing. */
export async function openRaw(url: string, token: string): Promise<RawSocket> {
  const socket = new WebSocket(engineAddress(url, "websocket"));
  const received: string[] = [];
  const answers = new Map<number, WirePayload>();
  let lastId = 100;

  const ackOf = (frame: string) => /^43(\d+)(.*)$/s.exec(frame);
  socket.on("message", (data: Buffer) => {
    const frame = data.toString();
    received.push(frame);
    if (frame === "2") socket.send("3");
    const [, id, answer] = ackOf(frame) ?? [];
    if (id && answer) answers.set(Number(id), (JSON.parse(answer) as [WirePayload])[0]);
  });
  socket.on("error", () => {});
  await once(socket, "open");
  socket.send(`40${JSON.stringify({ token, confirmsDelivery: true })}`);

  const said = (part: string) =>
    eventually(() => {
      if (!received.join("\n").includes(part)) throw new Error(`unable to hear ${part}`);
    });
  await said('"session"');
  return {
    socket,
    received,
    said,
    send: (frame) => socket.send(frame),
    ask(event, ...json) {
      const id = ++lastId;
      socket.send(`42${id}[${[JSON.stringify(event), ...json].join(",")}]`);
      return eventually(
        () => {
          const answer = answers.get(id);
          if (!answer) throw new Error(`unable to hear an answer to ${event}`);
          return answer;
        },
        { interval: 1 },
      );
    },
    answered: () => received.flatMap((frame) => ackOf(frame)?.[1] ?? []).map(Number),
  };
}
