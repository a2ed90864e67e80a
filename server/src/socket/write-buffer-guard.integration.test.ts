import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../tests/support/eventually.js";
import { useChatServer } from "../../../tests/support/use-chat-server.js";

describe("a connection whose other side stops reading", () => {
  const server = useChatServer({
    LIMIT_MESSAGE_LENGTH: "10000",
    LIMIT_MESSAGES_PER_SECOND: "100000",
    LIMIT_MESSAGE_BURST: "100000",
  });

  /** A websocket client down to the bytes: it signs in and then leaves what comes in the network. */
  async function connectDeaf(token: string) {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(
      [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        ...[`Host: ${hostname}`, "Connection: Upgrade", "Upgrade: websocket"],
        ...["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "\r\n"],
      ].join("\r\n"),
    );
    await once(socket, "data");
    const packet = Buffer.from(`40${JSON.stringify({ token })}`);
    const head = Buffer.from([0x81, 0xfe, packet.length >> 8, packet.length & 255, 0, 0, 0, 0]);
    socket.write(Buffer.concat([head, packet]));
    socket.pause();
    return socket;
  }

  it("is ended before it fills the memory, while others are served", async () => {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    const deaf = await connectDeaf(photographer.token);
    const signedIn = () => server.logs.some((line) => line.includes(photographer.userId));
    await eventually(() => expect(signedIn()).toBe(true));
    const carl = await server.connect(customer.token);
    const conversationId = `conv_${[photographer.userId, customer.userId].sort().join("_")}`;

    const messageText = "x".repeat(10_000);
    const isEnded = () => server.logs.some((line) => line.includes("does not read"));
    for (let sent = 0; sent < 5_000 && !isEnded(); sent += 50) {
      const batch = Array.from({ length: 50 }, () =>
        carl.request("send_message", { conversationId, messageText }),
      );
      expect((await Promise.all(batch)).every((answer) => answer["ok"])).toBe(true);
    }
    expect(isEnded()).toBe(true);
    const gone = () =>
      server.logs.some(
        (line) => line.includes(photographer.userId) && line.includes("disconnected"),
      );
    await eventually(() => expect(gone()).toBe(true));
    expect(carl.socket.connected).toBe(true);
    deaf.destroy();
  });
});
