import type { IncomingMessage } from "node:http";
import type { Config } from "../config.js";
import { clientAddress } from "./client-address.js";

interface Connection {
  readonly request: IncomingMessage;
  readonly readyState: string;
  once(event: "close", listener: () => void): unknown;
}

/** Live connections by address, those that wait for their admission included, and by user. */
export interface ConnectionCounts {
  add(connection: Connection): void;
  addressOf(connection: Connection): string;
  /** As many connections as the limit, or more, came from its address before it. */
  isOver(connection: Connection): boolean;
  /** Far beyond the limit: even refusing has become too costly. */
  isFlooded(request: IncomingMessage): boolean;
  /** Counts a connection as this user's from now on. False when the user has as many as the limit. */
  claim(connection: Connection, userId: string): boolean;
}

/** So many, or as many as the limit, may wait for their refusal. */
const REFUSED = 100;

export function createConnectionCounts({
  limits,
  trustProxy,
}: Pick<Config, "limits" | "trustProxy">): ConnectionCounts {
  const byAddress = createCounts();
  const byUser = createCounts();
  const addresses = new WeakMap<object, string>();
  const addressOf: ConnectionCounts["addressOf"] = (connection) =>
    addresses.get(connection) ?? clientAddress(connection.request, trustProxy);

  return {
    add(connection) {
      const address = clientAddress(connection.request, trustProxy);
      addresses.set(connection, address);
      byAddress.add(address, connection);
    },
    addressOf,
    isOver(connection) {
      const [address, most] = [addressOf(connection), limits.connectionsPerAddress];
      return byAddress.of(address) > most && byAddress.before(address, connection) >= most;
    },
    isFlooded: (request) =>
      byAddress.of(clientAddress(request, trustProxy)) >=
      limits.connectionsPerAddress + Math.max(limits.connectionsPerAddress, REFUSED),
    claim(connection, userId) {
      if (byUser.of(userId) >= limits.connectionsPerUser) return false;
      byUser.add(userId, connection);
      return true;
    },
  };
}

function createCounts() {
  const open = new Map<string, Set<Connection>>();
  return {
    of: (key: string): number => open.get(key)?.size ?? 0,
    /** How many of them were there before this one. */
    before(key: string, connection: Connection): number {
      const all = [...(open.get(key) ?? [])];
      const place = all.indexOf(connection);
      return place < 0 ? all.length : place;
    },
    add(key: string, connection: Connection): void {
      if (connection.readyState === "closed") return;
      const all = open.get(key) ?? new Set();
      open.set(key, all.add(connection));
      connection.once("close", () => {
        all.delete(connection);
        if (all.size === 0 && open.get(key) === all) open.delete(key);
      });
    },
  };
}
