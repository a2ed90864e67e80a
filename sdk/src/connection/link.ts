import type { HandshakeAuth, WireError } from "../protocol/index.js";

/** What a link tells, each of the last three once at most and as its last word. */
export interface LinkListener {
  readonly event: (name: string, payload: unknown) => void;
  /** Nothing that speaks our protocol answered: another kind of link may get through. */
  readonly unreachable: (reason: string) => void;
  readonly refused: (message: string, data: Partial<WireError> | undefined) => void;
  readonly closed: (reason: string) => void;
}

/** A way to the server: a websocket, or polling. */
export interface Link {
  /** Sends at once; `answered` is not called any more once the link has ended. */
  readonly emit: (name: string, payload: unknown, answered: (answer: unknown) => void) => void;
  /** Ends it without another word to the listener. */
  readonly close: () => void;
}

/** @param endpoint where Socket.io listens, `https://chat.example/socket.io` */
export type OpenLink = (endpoint: URL, auth: HandshakeAuth, listener: LinkListener) => Link;
