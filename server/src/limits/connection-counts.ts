import type { IncomingMessage } from "node:http";
import type { Config } from "../config.js";
import { clientAddress } from "./client-address.js";

interface Connection {
  readonly request: IncomingMessage;
  once(event: "close", listener: () => void): unknown;
}

/** Live connections by address, those that wait for their admission included. */
export interface ConnectionCounts {
  add(connection: Connection): void;
  /** More connections than the limit come from this one's address. */
  isOver(connection: object): boolean;
  /** Twice the limit: even refusing has become too costly. */
  isFlooded(request: IncomingMessage): boolean;
}

export function createConnectionCounts({
  limits,
  trustProxy,
}: Pick<Config, "limits" | "trustProxy">): ConnectionCounts {
  const most = limits.connectionsPerAddress;
  const counts = new Map<string, number>();
  const addresses = new WeakMap<object, string>();
  const of = (address: string | undefined): number => counts.get(address ?? "") ?? 0;

  return {
    add(connection) {
      const address = clientAddress(connection.request, trustProxy);
      addresses.set(connection, address);
      counts.set(address, of(address) + 1);
      connection.once("close", () => {
        const left = of(address) - 1;
        if (left > 0) counts.set(address, left);
        else counts.delete(address);
      });
    },
    isOver: (connection) => of(addresses.get(connection)) > most,
    isFlooded: (request) => of(clientAddress(request, trustProxy)) >= 2 * most,
  };
}
