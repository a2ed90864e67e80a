import type { WireError } from "../protocol/index.js";
import type { OpenLink } from "./link.js";

/** What the server greets with, times in milliseconds. */
interface Greeting {
  readonly pingInterval: number;
  readonly pingTimeout: number;
}

interface Refusal {
  readonly message: string;
  readonly data?: Partial<WireError>;
}

/** After so long without the handshake's answer somebody between swallows websockets. */
const OPENING_MS = 7_000;

/** Packets of Engine.io; those that start with 4 are its messages, packets of Socket.io. */
const PACKET = {
  open: "0",
  close: "1",
  ping: "2",
  pong: "3",
  connect: "40",
  disconnect: "41",
  event: "42",
  ack: "43",
  connectError: "44",
} as const;

/**
 * A Socket.io connection over one websocket, in the part of the protocol that the chat uses: the
 * default namespace, JSON payloads, acks. Neither a second attempt nor a buffer: what lies above
 * does both.
 *
 * @see https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/
 */
export const openWebSocketLink: OpenLink = (endpoint, auth, listener) => {
  const address = new URL(`${endpoint}/?EIO=4&transport=websocket`);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  const answers = new Map<number, (answer: unknown) => void>();
  let nextAnswer = 0;
  let deadline: ReturnType<typeof setTimeout>;
  /** How long the server may be silent; 0 until it has answered. */
  let patience = 0;
  let over = false;

  function close(): void {
    if (over) return;
    over = true;
    clearTimeout(deadline);
    // A browser complains in the console of one that is closed before it is open.
    if (socket.readyState === socket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  function end(reason: string): void {
    if (over) return;
    close();
    if (patience) listener.closed(reason);
    else listener.unreachable(reason);
  }

  function expectWord(): void {
    clearTimeout(deadline);
    if (!over) deadline = setTimeout(end, patience || OPENING_MS, "the server did not answer");
  }

  /** What a packet asks for; throws when it makes no sense. */
  function read(packet: string): () => void {
    const [, type = "", id, body = ""] = /^(4.|.)(\d*)(.*)$/s.exec(packet) ?? [];
    switch (type) {
      case PACKET.open: {
        const { pingInterval, pingTimeout } = JSON.parse(body) as Greeting;
        return () => {
          patience = pingInterval + pingTimeout;
          socket.send(PACKET.connect + JSON.stringify(auth));
        };
      }
      case PACKET.ping:
        return () => socket.send(PACKET.pong);
      case PACKET.event: {
        const [name, payload] = JSON.parse(body) as [string, unknown];
        return () => listener.event(name, payload);
      }
      case PACKET.ack: {
        const [answer] = JSON.parse(body) as [unknown];
        const answered = answers.get(Number(id));
        answers.delete(Number(id));
        return () => answered?.(answer);
      }
      case PACKET.connectError: {
        const { message, data } = JSON.parse(body) as Refusal;
        return () => {
          close();
          listener.refused(message, data);
        };
      }
      case PACKET.close:
      case PACKET.disconnect:
        return () => end("the connection was lost");
      default:
        if (!patience) throw new Error("what answers is not the server");
        return () => {};
    }
  }

  socket.onmessage = ({ data }: MessageEvent<string>) => {
    if (over) return;
    let act: () => void;
    try {
      act = read(data);
    } catch (cause) {
      end(String(cause));
      return;
    }
    act();
    expectWord();
  };
  socket.onclose = () => end("the connection was lost");
  expectWord();

  return {
    emit(name, payload, answered) {
      answers.set((nextAnswer += 1), answered);
      socket.send(`${PACKET.event}${nextAnswer}${JSON.stringify([name, payload])}`);
    },
    close() {
      if (!over && patience) socket.send(PACKET.disconnect);
      close();
    },
  };
};
