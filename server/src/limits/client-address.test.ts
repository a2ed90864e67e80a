import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.js";

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const message = new IncomingMessage(socket);
  if (forwarded !== undefined) message.headers["x-forwarded-for"] = forwarded;
  return message;
}

describe("clientAddress", () => {
  it.each([
    ["192.0.2.7", undefined, 0, "192.0.2.7"],
    ["::ffff:192.0.2.7", undefined, 0, "192.0.2.7"],
    ["192.0.2.7", "198.51.100.1", 0, "192.0.2.7"],
    ["192.0.2.7", "203.0.113.9, 198.51.100.1", 1, "198.51.100.1"],
    ["192.0.2.7", "203.0.113.9, 198.51.100.1", 2, "203.0.113.9"],
    ["192.0.2.7", "198.51.100.1", 2, "192.0.2.7"],
    ["192.0.2.7", undefined, 1, "192.0.2.7"],
    ["192.0.2.7", "203.0.113.9, 198.51.100.1:5678", 1, "198.51.100.1"],
    ["192.0.2.7", "[2001:db8:1:2:3::4]:5678", 1, "2001:db8:1:2"],
    ["192.0.2.7", "[2001:db8:1:2:3::4]", 1, "2001:db8:1:2"],
    ["192.0.2.7", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2"],
    ["192.0.2.7", "[::ffff:198.51.100.1]:5678", 1, "198.51.100.1"],
    ["2001:db8:1:2:3:4:5:6", undefined, 0, "2001:db8:1:2"],
    ["2001:db8::1", undefined, 0, "2001:db8:0:0"],
    ["::1", undefined, 0, "0:0:0:0"],
  ])("of %s forwarded for %s behind %i proxies is %s", (remote, forwarded, proxies, expected) => {
    expect(clientAddress(request(remote, forwarded), proxies)).toBe(expected);
  });
});
