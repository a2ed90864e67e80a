import { io, type Socket } from "socket.io-client";
import { eventually } from "./eventually.js";
import type { WirePayload } from "./wire.js";

export interface ConnectOptions {
  transports?: ("websocket" | "polling")[];
  origin?: string;
  /** What a proxy would say where this client is. */
  address?: string;
}

/** A socket.io client that remembers every event it received, in order. */
export interface RawClient {
  readonly socket: Socket;
  /** Emits with an ack and waits for it. */
  request(event: string, ...payload: unknown[]): Promise<WirePayload>;
  /** All payloads of one event so far. */
  received(event: string): WirePayload[];
  /** The first payload of an event, past or future, that fits. */
  next(event: string, fits?: (payload: WirePayload) => boolean): Promise<WirePayload>;
  /** Resolves once everything that the server sent to this socket before the call has arrived. */
  settled(): Promise<void>;
}

/** Connects, or throws what the server refused with. */
export async function connectRaw(
  url: string,
  auth: Record<string, unknown>,
  options: ConnectOptions = {},
): Promise<RawClient> {
  const socket = rawSocket(url, auth, options);
  const log: { event: string; payload: WirePayload }[] = [];
  socket.onAny((event: string, payload: WirePayload) => log.push({ event, payload }));
  await opened(socket);

  const received = (event: string) =>
    log.filter((entry) => entry.event === event).map((entry) => entry.payload);
  return {
    socket,
    request: (event, ...payload) => socket.timeout(10_000).emitWithAck(event, ...payload),
    received,
    next: (event, fits = () => true) =>
      eventually(() => {
        const found = received(event).find(fits);
        if (found) return found;
        const names = log.map((entry) => entry.event).join(", ");
        throw new Error(`unable to find a fitting ${event}; received: ${names}`);
      }),
    async settled() {
      await socket.timeout(10_000).emitWithAck("sync", { conversations: {} });
    },
  };
}

/** The code that a connection is refused with. */
export async function refusalOf(
  url: string,
  auth: Record<string, unknown>,
  options: ConnectOptions = {},
): Promise<string> {
  const socket = rawSocket(url, auth, options);
  return opened(socket).then(
    () => {
      socket.close();
      throw new Error("unable to be refused; it connected");
    },
    (error: { data?: { code: string } }) => error.data?.code ?? "none",
  );
}

function opened(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => {
      socket.close();
      reject(error);
    });
    socket.connect();
  });
}

function rawSocket(url: string, auth: Record<string, unknown>, options: ConnectOptions): Socket {
  return io(url, {
    auth,
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    transports: options.transports ?? ["websocket"],
    extraHeaders: {
      ...(options.origin !== undefined && { origin: options.origin }),
      ...(options.address !== undefined && { "x-forwarded-for": options.address }),
    },
  });
}
