import { ChatError } from "../chat-error.js";
import {
  type Ack,
  CONNECT_ERROR_CODES,
  type HandshakeAuth,
  type RequestName,
  type Requests,
  type ServerToClientEvents,
  type SessionEvent,
  type WireError,
} from "../protocol/index.js";
import type { Link, LinkListener, OpenLink } from "./link.js";
import { openWebSocketLink } from "./websocket-link.js";

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

function refusal(message: string, data: Partial<WireError> | undefined): ChatError {
  const code = CONNECT_ERROR_CODES.find((known) => known === data?.code);
  return new ChatError(
    code ?? "offline",
    `unable to connect; ${code ? message : "the server can't be reached"}`,
    { retryAfterMs: data?.retryAfterMs },
  );
}

/** Fetched only where it is needed: most pages never do. */
const loadSocketIoLink = (): Promise<OpenLink> =>
  import("./socket-io-link.js").then(({ openSocketIoLink }) => openSocketIoLink);

/**
 * Socket.io by a websocket, and by polling where none gets through. Emits only while connected.
 *
 * @param url the server's address; a path in it is where the server is mounted
 */
export function socketTransport(url: URL): OpenTransport {
  const endpoint = new URL(`${url.pathname.replace(/\/$/, "")}/socket.io`, url);
  return (token, listener) => {
    const auth: HandshakeAuth = { token, confirmsDelivery: true };
    const unanswered = new Set<() => void>();
    let link: Link | null = null;
    let connected = false;
    let over = false;

    function end(): void {
      over = true;
      connected = false;
      link?.close();
      for (const giveUp of unanswered) giveUp();
    }

    function lose(error: ChatError): void {
      if (over) return;
      end();
      listener.lost(error);
    }

    const unreachable = (reason: string): void =>
      lose(new ChatError("offline", `unable to connect; ${reason}`));

    function open(openLink: OpenLink, otherwise: LinkListener["unreachable"]): void {
      if (over) return;
      try {
        link = openLink(endpoint, auth, {
          event(name, payload) {
            if (over) return;
            if (name !== "session") {
              listener.event(name as keyof ServerEvents, payload as ServerEvents[never]);
              return;
            }
            connected = true;
            listener.opened(payload as SessionEvent);
          },
          unreachable: otherwise,
          refused: (message, data) => lose(refusal(message, data)),
          closed: (reason) => lose(new ChatError("offline", `unable to stay connected; ${reason}`)),
        });
      } catch (cause) {
        otherwise(String(cause));
      }
    }

    const fallBack = (): void =>
      void loadSocketIoLink().then(
        (openSocketIoLink) => open(openSocketIoLink, unreachable),
        () => unreachable("the server can't be reached"),
      );

    if (typeof WebSocket === "undefined") fallBack();
    else open(openWebSocketLink, fallBack);

    return {
      request: <Name extends RequestName>(
        name: Name,
        payload: Requests[Name]["payload"],
        timeoutMs: number,
      ) =>
        new Promise<Requests[Name]["result"]>((resolve, reject) => {
          const settle = (): void => {
            clearTimeout(timer);
            unanswered.delete(giveUp);
          };
          const refuse = (code: ChatError["code"], reason: string, retryAfterMs?: number): void => {
            settle();
            const message = `unable to ${name.replaceAll("_", " ")}; ${reason}`;
            reject(new ChatError(code, message, { retryAfterMs }));
          };
          const giveUp = (): void => refuse("offline", "the connection was lost");
          const timer = setTimeout(refuse, timeoutMs, "timeout", "the server did not answer");
          unanswered.add(giveUp);
          if (!link || !connected) {
            refuse("offline", "there is no connection");
            return;
          }
          link.emit(name, payload, (answer) => {
            const ack = answer as Ack<Requests[Name]["result"]>;
            if (ack.ok) {
              settle();
              resolve(ack);
            } else refuse(ack.error.code, ack.error.message, ack.error.retryAfterMs);
          });
        }),
      close: end,
    };
  };
}
