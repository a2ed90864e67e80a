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
  /** More connections than the limit come from this one's address. */
  isOver(connection: Connection): boolean;
  /** Twice the limit: even refusing has become too costly. */
  isFlooded(request: IncomingMessage): boolean;
  /** Counts a connection as this user's from now on. False when the user has as many as the limit. */
  claim(connection: Connection, userId: string): boolean;
}

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
    isOver: (connection) => byAddress.of(addressOf(connection)) > limits.connectionsPerAddress,
    isFlooded: (request) =>
      byAddress.of(clientAddress(request, trustProxy)) >= 2 * limits.connectionsPerAddress,
    claim(connection, userId) {
      if (byUser.of(userId) >= limits.connectionsPerUser) return false;
      byUser.add(userId, connection);
      return true;
    },
  };
}

function createCounts() {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    of,
    add(key: string, connection: Connection): void {
      if (connection.readyState === "closed") return;
      counts.set(key, of(key) + 1);
      connection.once("close", () => {
        const left = of(key) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      });
    },
  };
}
