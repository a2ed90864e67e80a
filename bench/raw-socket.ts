import { WebSocket } from "ws";

/** A socket.io connection reduced to what a load generator needs. */
export interface RawSocket {
  /** Sends an event; `onAck` gets the first argument of the acknowledgement. */
  emit(event: string, payload: unknown, onAck?: (answer: unknown) => void): void;
  close(): void;
}

export interface RawSocketOptions {
  /** `http://127.0.0.1:5000` */
  url: string;
  auth: Record<string, unknown>;
  onEvent: (event: string, payload: unknown) => void;
  /** The connection ended without `close()`. */
  onLost: () => void;
}

/**
 * Connects over a websocket alone, and speaks the text packets of Engine.IO 4 and Socket.IO 5 by
 * itself: a generator made of socket.io-client's would spend more of the machine than the servers.
 *
 * Formats: https://github.com/socketio/socket.io/tree/main/docs/engine.io-protocol and
 * https://github.com/socketio/socket.io/tree/main/docs/socket.io-protocol
 *
 * @throws when the server refuses the connection
 */
export function connectRawSocket(options: RawSocketOptions): Promise<RawSocket> {
  const address = `${options.url.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
  const connection = new WebSocket(address, { perMessageDeflate: false });
  const acks = new Map<number, (answer: unknown) => void>();
  let nextAck = 0;
  let closing = false;

  const socket: RawSocket = {
    emit(event, payload, onAck) {
      const args = JSON.stringify([event, payload]);
      if (onAck !== undefined) acks.set(nextAck, onAck);
      connection.send(`42${onAck === undefined ? "" : nextAck++}${args}`);
    },
    close() {
      closing = true;
      connection.close();
    },
  };

  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.on("close", () => {
      reject(new Error("the server closed the connection"));
      if (!closing) options.onLost();
    });
    connection.on("message", (data: Buffer) => {
      const packet = data.toString();
      if (packet.startsWith("42")) {
        const [event, payload] = JSON.parse(packet.slice(2)) as [string, unknown];
        options.onEvent(event, payload);
      } else if (packet.startsWith("43")) {
        const start = packet.indexOf("[");
        const id = Number(packet.slice(2, start));
        const onAck = acks.get(id);
        acks.delete(id);
        const [answer] = JSON.parse(packet.slice(start)) as [unknown];
        onAck?.(answer);
      } else if (packet === "2") {
        connection.send("3");
      } else if (packet.startsWith("0")) {
        connection.send(`40${JSON.stringify(options.auth)}`);
      } else if (packet.startsWith("40")) {
        resolve(socket);
      } else if (packet.startsWith("44")) {
        closing = true;
        connection.close();
        reject(new Error(`the server refused the connection: ${packet.slice(2)}`));
      }
    });
  });
}
