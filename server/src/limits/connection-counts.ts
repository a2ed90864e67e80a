import type { Config } from "../config.js";

interface Connection {
  readonly readyState: string;
  once(event: "close", listener: () => void): unknown;
}

/** Live connections by address, those that wait for their admission included, and by user. */
export interface ConnectionCounts {
  add(address: string, connection: Connection): void;
  /** As many connections as the limit, or more, were open from its address when it was added. */
  isOver(connection: Connection): boolean;
  /** Far beyond the limit: even refusing has become too costly. */
  isFlooded(address: string): boolean;
  /** Counts a connection as this user's from now on. False when the user has as many as the limit. */
  claim(connection: Connection, userId: string): boolean;
}

/** So many, or as many as the limit, may wait for their refusal. */
const REFUSED = 100;

export function createConnectionCounts({ limits }: Pick<Config, "limits">): ConnectionCounts {
  const byAddress = createCounts();
  const byUser = createCounts();
  const over = new WeakSet<object>();

  return {
    add(address, connection) {
      if (byAddress.of(address) >= limits.connectionsPerAddress) over.add(connection);
      byAddress.add(address, connection);
    },
    isOver: (connection) => over.has(connection),
    isFlooded: (address) =>
      byAddress.of(address) >=
      limits.connectionsPerAddress + Math.max(limits.connectionsPerAddress, REFUSED),
    claim(connection, userId) {
      if (byUser.of(userId) >= limits.connectionsPerUser) return false;
      byUser.add(userId, connection);
      return true;
    },
  };
}

function createCounts() {
  const open = new Map<string, number>();
  const of = (key: string): number => open.get(key) ?? 0;
  return {
    of,
    add(key: string, connection: Connection): void {
      if (connection.readyState === "closed") return;
      open.set(key, of(key) + 1);
      connection.once("close", () => {
        const left = of(key) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      });
    },
  };
}
