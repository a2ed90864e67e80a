import { ChatError } from "../chat-error.js";
import type { OpenTransport, TransportListener } from "../connection/transport.js";
import type { RequestName, Requests, User } from "../protocol/index.js";

export interface FakeRequest {
  readonly name: RequestName;
  readonly payload: Requests[RequestName]["payload"];
  readonly resolve: (result: object) => void;
  readonly reject: (error: ChatError) => void;
}

/** One connection as the client sees it; the test plays the server. */
export interface FakeConnection extends TransportListener {
  readonly token: string;
  readonly requests: FakeRequest[];
  readonly closed: boolean;
  /** Ends it from the server's side. */
  drop(): void;
}

export interface FakeNetwork {
  readonly open: OpenTransport;
  readonly connections: FakeConnection[];
  readonly newest: FakeConnection;
}

export const userOf = (userId: string): User => ({
  userId,
  name: userId,
  picture: null,
  role: "customer",
});

const gone = (): ChatError => new ChatError("offline", "unable to go on; the connection was lost");

export function createFakeNetwork(): FakeNetwork {
  const connections: FakeConnection[] = [];
  return {
    connections,
    get newest() {
      return connections.at(-1) as FakeConnection;
    },
    open(token, listener) {
      const requests: FakeRequest[] = [];
      let closed = false;
      const close = (): void => {
        closed = true;
        for (const { reject } of requests) reject(gone());
      };
      connections.push({
        ...listener,
        token,
        requests,
        get closed() {
          return closed;
        },
        drop() {
          close();
          listener.lost(gone());
        },
      });
      return {
        request: (name, payload) =>
          new Promise((resolve, reject) => {
            if (closed) reject(gone());
            else requests.push({ name, payload, resolve: resolve, reject });
          }),
        close,
      };
    },
  };
}
