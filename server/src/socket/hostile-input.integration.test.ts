import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../../../tests/support/eventually.js";
import { useChatServer } from "../../../tests/support/use-chat-server.js";

describe("hostile packets", () => {
  const server = useChatServer();

  /** A connection that speaks the transport's own language, to say what no client library would. */
  async function open() {
    const { token, userId } = server.user();
    const address = `${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address);
    const received: string[] = [];
    socket.on("message", (data: Buffer) => received.push(data.toString()));
    socket.on("error", () => {});
    await once(socket, "open");
    socket.send(`40${JSON.stringify({ token })}`);
    const said = (part: string) => eventually(() => expect(received.join("\n")).toContain(part));
    await said('"session"');
    return { socket, received, said, userId };
  }

  it.each([
    ["a reserved event", '42["disconnect"]'],
    ["another reserved event", '42["newListener", {}]'],
    ["no event", "42[]"],
    ["no list", '42{"a":1}'],
    ["no JSON", "42[["],
    ["an unknown type", "49"],
    ["a foreign namespace", '42/admin,["typing"]'],
    ["a second sign-in", '40{"token":"x"}'],
    ["bytes that nobody announced", Buffer.from([1, 2, 3])],
    ["a million announced attachments", '451000000-["typing",{"_placeholder":true,"num":0}]'],
    ["a text instead of an attachment", '451-["typing",{"_placeholder":true,"num":0}]\n2'],
  ])("with %s end at most their own connection", async (_, packet) => {
    const bystander = await server.connect(server.user().token);
    const { socket } = await open();
    socket.send(packet);
    socket.send('42["typing"]');
    await bystander.settled();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(bystander.socket.connected).toBe(true);
    socket.terminate();
  });

  it.each([
    ["a number as event", "421[7,{}]", '431[{"ok":false,"error":{"code":"not_found"'],
    [
      "error as event",
      '421["error",{"message":"x"}]',
      '431[{"ok":false,"error":{"code":"not_found"',
    ],
    [
      "a method's name as event",
      '421["constructor"]',
      '431[{"ok":false,"error":{"code":"not_found"',
    ],
    [
      "bytes as payload",
      '451-1["typing",{"_placeholder":true,"num":0}]',
      '431[{"ok":false,"error":{"code":"invalid"',
    ],
    [
      "a prototype as payload",
      '421["typing",{"__proto__":{"conversationId":"conv_a_b"}}]',
      '431[{"ok":false,"error":{"code":"invalid"',
    ],
    [
      "a prototype as cursors",
      '421["sync",{"conversations":{"__proto__":{"a":1},"constructor":1}}]',
      '431[{"ok":true,"conversations":{}}]',
    ],
    ["acks that nobody asked for", '4399[{"ok":true}]', ""],
  ])("with %s are answered once, and the connection lives", async (_, packet, answer) => {
    const { socket, said, received } = await open();
    socket.send(packet);
    if (packet.startsWith("451-")) socket.send(Buffer.from("bytes"));
    socket.send('422["sync",{"conversations":{}}]');
    await said('432[{"ok":true');
    if (answer) await said(answer);
    expect(received.filter((line) => line.startsWith("431")).length).toBe(answer ? 1 : 0);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  it("of 60 KB of nesting are answered", async () => {
    const { socket, said } = await open();
    socket.send(
      `421["sync",{"conversations":{},"deep":${"[".repeat(30_000)}${"]".repeat(30_000)}}]`,
    );
    await said('431[{"ok":true');
    socket.terminate();
  });

  it("leave neither the token nor its payload in the log", () => {
    expect(server.logs.join("")).not.toMatch(/eyJ[\w-]{20}|conv_a_b/);
  });
});
