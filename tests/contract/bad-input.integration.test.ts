import { connect as connectTcp } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { useServer } from "../support/use-server.js";
import type { WirePayload } from "../support/wire.js";

const events = [
  "join_conversation",
  "leave_conversation",
  "send_message",
  "typing",
  "stop_typing",
  "mark_read",
  "message_read",
  "sync",
];

const payloads: [string, unknown[]][] = [
  ["nothing", []],
  ["null", [null]],
  ["a text", ["conv_1_5"]],
  ["a number", [7]],
  ["a list", [[]]],
  ["bytes", [Buffer.from("conv_1_5")]],
  ["an empty object", [{}]],
  ["a number as id", [{ conversationId: 7, conversations: 7 }]],
  ["an object as id", [{ conversationId: { $ne: null }, conversations: { a: {} } }]],
  ["an empty id", [{ conversationId: "", conversations: { "": 0 } }]],
  ["an id of 10,000 characters", [{ conversationId: "c".repeat(10_000), conversations: [] }]],
  ["U+0000 in the id", [{ conversationId: "conv_1_5\u0000", conversations: null }]],
];

describe("bad input", () => {
  const server = useServer("PostgreSQL");

  afterEach(async () => {
    expect((await server.fetch(null, "GET /readyz")).status).toBe(200);
  });

  describe.each(events)("%s", (event) => {
    it.each(payloads)("with %s is answered invalid", async (_, payload) => {
      const anna = await server.connect(server.user());
      expect(await anna.request(event, ...payload)).toEqual({
        ok: false,
        error: { code: "invalid", message: expect.any(String) },
      });
    });

    it("without an ack is answered by an error event", async () => {
      const anna = await server.connect(server.user());
      anna.socket.emit(event);
      anna.socket.emit(event, { conversationId: 7 });
      anna.socket.emit(event, {}, "no function", 5);
      await expect.poll(() => anna.received("error")).toHaveLength(3);
      for (const error of anna.received("error")) {
        expect(error).toEqual({ code: "invalid", event, message: expect.any(String) });
      }
    });
  });

  it("of an unknown event harms nobody", async () => {
    const anna = await server.connect(server.user());
    for (const event of ["constructor", "__proto__", "toString", "nothing", ""]) {
      anna.socket.emit(event, { conversationId: "conv_1_5" });
    }
    await anna.settled();
  });

  it("with 5,000 nested arrays is refused", async () => {
    const anna = await server.connect(server.user());
    const nested = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
    for (const payload of [nested, `{"conversationId":${nested}}`]) {
      // A client's own encoder gives up on this, so the frame is written as it stands.
      anna.socket.io.engine.write(`2["typing",${payload}]`);
    }
    await expect
      .poll(() => anna.received("error").map(({ code }) => code))
      .toEqual(["invalid", "invalid"]);
  });

  it("over the frame limit ends that connection only", async () => {
    const anna = await server.connect(server.user());
    const ben = await server.connect(server.user());
    const closed = new Promise((resolve) => anna.socket.once("disconnect", resolve));
    anna.socket.emit("typing", { conversationId: "x".repeat(1_000_000) });
    await closed;
    await ben.settled();
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["null", "null"],
    ["a text", '"hello"'],
    ["nothing", ""],
    ["deep nesting", `${"[".repeat(5_000)}${"]".repeat(5_000)}`],
    ["a wrong field", '{"userId": 7}'],
    ["U+0000", '{"userId": "a\\u0000"}'],
    ["an id of 129 characters", JSON.stringify({ userId: "u".repeat(129) })],
    ["a prototype", '{"__proto__": {"userId": "x"}}'],
  ])("as a body with %s is answered 400", async (_, body) => {
    const answer = await server.fetch(server.user(), "POST /api/conversations", body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  });

  it("as a body of another type is answered 400", async () => {
    const answer = await server.fetch(server.user(), "POST /api/conversations", "userId=anna", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  });

  it("as a body of a megabyte is answered 413", async () => {
    const answer = await server.fetch<WirePayload>(
      server.user(),
      "POST /api/conversations",
      JSON.stringify({ userId: "u".repeat(1_000_000) }),
    );
    expect(answer).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
  });

  it("as half a surrogate pair is stored as U+FFFD or refused", async () => {
    const { customer, conversationId } = await server.pair();
    const answer = await server.fetch<WirePayload>(
      customer,
      `POST /api/conversations/${conversationId}/messages`,
      '{"messageText": "half \\ud83d"}',
    );
    if (answer.status === 201) expect(answer.body.message.messageText).toBe("half \uFFFD");
    else expect(answer.status).toBe(400);
  });

  it.each([
    "/api/conversations/%/messages",
    "/api/conversations/%00/messages",
    "/%E0%A4%A",
    "/../../etc/passwd",
  ])("as the path %s is refused", async (path) => {
    const status = await statusOfRaw(server.url, server.user().token, path);
    expect([400, 403, 404]).toContain(status);
  });

  it("leaves no text, token or stack in the log", async () => {
    const { customer, conversationId } = await server.pair();
    const carl = await server.connect(customer);
    await carl.request("send_message", { conversationId, messageText: "a text of Carl's own" });
    await carl.request("send_message", { conversationId, messageText: "bad\u0000 text of Carl's" });
    await server.refusal({ token: `${customer.token}x` });
    expect(server.process.logs()).not.toContain("of Carl's");
    expect(server.process.logs()).not.toContain(customer.token.slice(0, 60));
  });
});

/** Sends the path as it stands; `fetch` would tidy it up. */
function statusOfRaw(url: string, token: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connectTcp(Number(port), hostname);
    socket.once("error", reject);
    socket.once("data", (data: Buffer) => {
      resolve(Number(data.toString("latin1").split(" ")[1]));
      socket.destroy();
    });
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
  });
}
