import { io, type Socket } from "socket.io-client";
import { ChatError } from "../chat-error.js";
import {
  type Ack,
  type ClientToServerEvents,
  CONNECT_ERROR_CODES,
  type HandshakeAuth,
  type RequestName,
  type Requests,
  type ServerToClientEvents,
  type SessionEvent,
  type WireError,
} from "../protocol/index.js";

export type ServerEvents = {
  [Name in keyof ServerToClientEvents]: Parameters<ServerToClientEvents[Name]>[0];
};

export interface TransportListener {
  /** Connected, and the server has said who the caller is. */
  readonly opened: (session: SessionEvent) => void;
  /** Refused, or closed. Nothing is heard after it. */
  readonly lost: (error: ChatError) => void;
  readonly event: <Name extends keyof ServerEvents>(name: Name, event: ServerEvents[Name]) => void;
}

/** One connection, from its first attempt to its end. */
export interface Transport {
  /** Rejects with a `ChatError`: the server's, `timeout`, or `offline` when the connection ends first. */
  readonly request: <Name extends RequestName>(
    name: Name,
    payload: Requests[Name]["payload"],
    timeoutMs: number,
  ) => Promise<Requests[Name]["result"]>;
  readonly close: () => void;
}

export type OpenTransport = (token: string, listener: TransportListener) => Transport;

function connectError(error: Error & { data?: Partial<WireError> }): ChatError {
  const code = CONNECT_ERROR_CODES.find((known) => known === error.data?.code);
  return new ChatError(
    code ?? "offline",
    `unable to connect; ${code ? error.message : "the server can't be reached"}`,
    { retryAfterMs: error.data?.retryAfterMs, cause: error },
  );
}

/**
 * Socket.io, websocket first and polling as the fallback. Its own reconnection and buffers are not
 * used: this file emits only while connected.
 *
 * @param url the server's address; a path in it is where the server is mounted
 */
export function socketTransport(url: URL): OpenTransport {
  return (token, listener) => {
    const auth: HandshakeAuth = { token, confirmsDelivery: true };
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url.origin, {
      path: `${url.pathname.replace(/\/$/, "")}/socket.io`,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      auth,
    });
    socket.on("session", listener.opened);
    socket.on("connect_error", (error) => listener.lost(connectError(error)));
    socket.on("disconnect", (reason) =>
      listener.lost(new ChatError("offline", `unable to stay connected; ${reason}`)),
    );
    // Closed before it was open: of that socket.io itself says nothing.
    const { engine } = socket.io;
    const closedEarly = (reason: string) =>
      listener.lost(new ChatError("offline", `unable to connect; ${reason}`));
    engine.on("close", closedEarly);
    engine.on("open", () => engine.off("close", closedEarly));
    socket.onAny(listener.event);

    return {
      request: <Name extends RequestName>(
        name: Name,
        payload: Requests[Name]["payload"],
        timeoutMs: number,
      ) =>
        new Promise<Requests[Name]["result"]>((resolve, reject) => {
          const refuse = (code: ChatError["code"], reason: string, retryAfterMs?: number) =>
            reject(
              new ChatError(code, `unable to ${name.replaceAll("_", " ")}; ${reason}`, {
                retryAfterMs,
              }),
            );
          if (!socket.connected) {
            refuse("offline", "there is no connection");
            return;
          }
          const acked = (failure: Error | null, answer?: Ack<Requests[Name]["result"]>) => {
            if (answer?.ok) resolve(answer);
            else if (answer) {
              const { code, message, retryAfterMs } = answer.error;
              refuse(code, message, retryAfterMs);
            } else if (failure && socket.connected) refuse("timeout", "the server did not answer");
            else refuse("offline", "the connection was lost");
          };
          (socket.timeout(timeoutMs) as Socket).emit(name, payload, acked);
        }),
      close() {
        engine.off("close", closedEarly);
        socket.offAny();
        socket.off();
        socket.disconnect();
      },
    };
  };
}
