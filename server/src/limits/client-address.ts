import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * The address that per-address limits count: the connection's own, or behind `trustProxy` reverse
 * proxies the one that the outermost of them saw (counted from the right of `X-Forwarded-For`, as
 * everything further left is the client's own claim). An IPv6 client is counted by its /64 network.
 */
export function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const direct = request.socket.remoteAddress ?? "";
  if (trustProxy === 0) return network(direct);
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
  const hops = forwarded.split(",").map((hop) => hop.trim());
  return network(withoutPort(hops.at(-trustProxy) || direct));
}

/** Some proxies append the port that a connection came from. */
function withoutPort(hop: string): string {
  const [, v6, v4] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(hop) ?? [];
  return v6 ?? v4 ?? hop;
}

function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
