import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../support/eventually.js";
import type { RawClient } from "../support/raw-client.js";
import { useServer } from "../support/use-server.js";
import { engineAddress, openRaw, type RawSocket } from "./raw-socket.js";
import { unlimited } from "./unlimited.js";

const sync = '["sync",{"conversations":{}}]';

describe("on the transport's own level", () => {
  const server = useServer("PostgreSQL", unlimited);
  const open = () => openRaw(server.url, server.user().token);
  let bystander: RawClient;
  /** A websocket that never signs in, and when it came. */
  let silent: WebSocket;

  beforeAll(async () => {
    silent = new WebSocket(engineAddress(server.url, "websocket"));
    silent.on("message", (data: Buffer) => {
      if (data.toString() === "2") silent.send("3");
    });
    await once(silent, "open");
  });
  afterEach(async () => {
    await bystander.settled();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
  const stands = async () => (bystander = await server.connect(server.user()));

  /** The slowest but a few of a bystander's requests, in milliseconds. */
  const waits = async (client: RawClient, count = 60): Promise<number> => {
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      const start = performance.now();
      await client.settled();
      times.push(performance.now() - start);
    }
    return times.toSorted((a, b) => a - b)[Math.floor(count * 0.9)] ?? 0;
  };
  const closes = (raw: RawSocket) =>
    eventually(() => expect(raw.socket.readyState).toBe(WebSocket.CLOSED));

  const ending: [string, (raw: RawSocket) => void][] = [
    ["a frame of a megabyte", (raw) => raw.send(`42["typing",{"x":"${"x".repeat(1e6)}"}]`)],
    ["bytes of a megabyte", (raw) => raw.send(Buffer.alloc(1e6))],
    ["frames that together are a megabyte", fragmented],
    [
      "more attachments than there may be",
      (raw) => raw.send(`4511-["typing",{"_placeholder":true,"num":0}]`),
    ],
    [
      "a packet within a packet of bytes",
      (raw) => {
        raw.send('451-["typing",{"_placeholder":true,"num":0}]');
        raw.send(`42${sync}`);
      },
    ],
    [
      "a placeholder beyond the attachments",
      (raw) => {
        raw.send('451-["typing",{"_placeholder":true,"num":99}]');
        raw.send(Buffer.from("x"));
      },
    ],
    ["a compressed frame that nobody agreed to", (raw) => rawFrame(raw, 0xc1)],
    ["a reserved opcode", (raw) => rawFrame(raw, 0x83)],
    ["namespaces without end", (raw) => often(() => raw.send("40/elsewhere,"))],
    ["answers that nobody waits for", (raw) => often(() => raw.send("431[1]"))],
    ["heartbeats without end", (raw) => often(() => raw.send("3"))],
    ["packets of nothing", (raw) => often(() => raw.send("6"))],
    ["pings without end", ({ socket }) => often(() => socket.ping())],
    ["pongs without end", ({ socket }) => often(() => socket.pong())],
  ];
  it.each(ending)("%s ends its own connection only", async (_, act) => {
    await stands();
    const raw = await open();
    act(raw);
    await closes(raw);
    expect(bystander.socket.connected).toBe(true);
  });

  it("probes without end of a websocket that never takes over end its connection", async () => {
    await stands();
    const polled = engineAddress(server.url, "polling");
    const { sid } = JSON.parse((await (await fetch(polled)).text()).slice(1)) as { sid: string };
    const socket = new WebSocket(`${engineAddress(server.url, "websocket")}&sid=${sid}`);
    let answers = 0;
    socket.on("message", () => (answers += 1));
    await once(socket, "open");
    often(() => socket.send("2probe"));
    await eventually(() => expect(socket.readyState).toBe(WebSocket.CLOSED));
    expect(answers).toBeLessThan(1_000);
    expect((await fetch(`${polled}&sid=${sid}`)).status).toBe(400);
  });

  it("a ping is answered with what was in it", async () => {
    await stands();
    const { socket } = await open();
    const answered = once(socket, "pong");
    socket.ping("hello");
    expect(String((await answered)[0])).toBe("hello");
    socket.terminate();
  });

  it("nothing is compressed, whatever a client offers", async () => {
    await stands();
    const socket = new WebSocket(engineAddress(server.url, "websocket"), {
      perMessageDeflate: true,
    });
    await once(socket, "open");
    expect(socket.extensions).toBe("");
    socket.terminate();
    const polled = await fetch(engineAddress(server.url, "polling"), {
      headers: { "accept-encoding": "gzip" },
    });
    expect(polled.headers.get("content-encoding")).toBeNull();
    const zipped = await server.fetch(null, "POST /api/sign-in", "\u001f\u008b", {
      "content-encoding": "gzip",
    });
    expect(zipped.status).toBe(400);
  });

  it.each([
    ["a megabyte", "4".repeat(1_000_000)],
    ["a thousand packets", Array(1_000).fill(`42${sync}`).join("\u001e")],
    ["a thousand sign-ins", Array(1_000).fill("40{}").join("\u001e")],
    ["what is no packet", "\u001e\u001e\u001e9\u001e{}"],
    ["bytes that are none", "b!!!!\u001ebAAAA"],
  ])("a polled body of %s is taken or ends its connection", async (_, body) => {
    await stands();
    const base = engineAddress(server.url, "polling");
    const handshake = await (await fetch(base)).text();
    const { sid } = JSON.parse(handshake.slice(1)) as { sid: string };
    const { token } = server.user();
    const post = (text: string) =>
      fetch(`${base}&sid=${sid}`, {
        method: "POST",
        body: text,
        headers: { "content-type": "text/plain;charset=UTF-8" },
      });
    expect((await post(`40${JSON.stringify({ token })}`)).status).toBe(200);
    const status = await post(body).then(
      (response) => response.status,
      () => 0,
    );
    expect([0, 200, 400, 413]).toContain(status);
  });

  it.each([
    ["a websocket somewhere else", upgrade("/api/me", "websocket")],
    ["an unknown protocol", upgrade("/socket.io/?EIO=4&transport=websocket", "h2c")],
    ["a websocket without a key", upgrade("/socket.io/?EIO=4&transport=websocket", "websocket")],
    [
      "another version of the transport",
      "GET /socket.io/?EIO=2&transport=websocket HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    [
      "somebody else's session",
      "GET /socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    [
      "a length twice",
      "POST /api/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    ],
    [
      "a length and chunks",
      "POST /api/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["headers of 64 kB", `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(65_536)}\r\n\r\n`],
    ["another protocol", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc"],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["no host", "GET /api/me HTTP/1.1\r\n\r\n"],
  ])("a request for %s is refused", async (_, text) => {
    await stands();
    const { socket, heard } = say(server.url, text);
    await eventually(() => expect(socket.closed || heard() !== "").toBe(true));
    expect(heard()).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
    socket.destroy();
  });

  it.each(["/photo-chat.js", "/socket.io/?EIO=4&transport=polling"])(
    "a thousand requests for %s at once end their own connection only",
    async (path) => {
      await stands();
      const requests = `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(1_000);
      const { socket, heard } = say(server.url, requests);
      await eventually(() => expect(socket.closed).toBe(true));
      expect(heard().split("HTTP/1.1 200").length).toBeLessThan(1_000);
      expect(bystander.socket.connected).toBe(true);
    },
  );

  it("a body that is broken off is nobody's failure", async () => {
    await stands();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = "POST /api/sign-in/exchange HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{";
    await new Promise<void>((resolve) => socket.write(head, () => resolve()));
    await bystander.settled();
    socket.destroy();
    const refused =
      /http_request_duration_seconds_count\{method="POST",route="\/api\/sign-in\/exchange",status="400"/;
    await eventually(async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      expect(metrics).toMatch(refused);
    });
    expect(server.process.logs()).not.toContain("request failed");
  });

  it("floods leave a bystander about as quick as it was", async () => {
    await stands();
    const other = await server.connect(server.user());
    const quiet = await waits(other);
    const attackers = await Promise.all(Array.from({ length: 8 }, open));
    const big = `42["typing",{"conversationId":"conv_x_y","x":"${"x".repeat(50_000)}"}]`;
    const deep = `42["nothing",${"[".repeat(20_000)}${"]".repeat(20_000)}]`;
    const junk = [big, deep, `42${sync}`, '42["typing"]', "2probe", '42["error",{}]'];
    let stopped = false;
    const flood = async (raw: RawSocket) => {
      for (let index = 0; !stopped && raw.socket.readyState === WebSocket.OPEN; index++) {
        raw.send(junk[index % junk.length] ?? "");
        if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const flooding = attackers.map(flood);
    const flooded = await waits(other);
    stopped = true;
    await Promise.all(flooding);
    for (const { socket } of attackers) socket.terminate();
    expect(flooded / Math.max(quiet, 2)).toBeLessThan(30);
  });

  it("two hundred connections in one breath, gone in the next, leave nothing", async () => {
    await stands();
    const sockets = Array.from({ length: 200 }, () => {
      const socket = new WebSocket(engineAddress(server.url, "websocket"));
      socket.on("error", () => {});
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, "open")));
    for (const socket of sockets) {
      socket.send('451-["typing",{"_placeholder":true,"num":0}]');
      socket.terminate();
    }
    expect((await server.connect(server.user())).socket.connected).toBe(true);
  });

  it("a websocket that does not sign in is ended", async () => {
    await stands();
    await eventually(() => expect(silent.readyState).toBe(WebSocket.CLOSED), { timeout: 60_000 });
  });
});

function upgrade(path: string, protocol: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`;
}

/** Parts of one message, of which none is too large. */
function fragmented({ socket }: RawSocket): void {
  for (let index = 0; index < 32; index++) {
    socket.send("x".repeat(32_768), { fin: index === 31 }, () => {});
  }
}

/** Writes this to a connection of its own, and tells what has come back until now. */
function say(url: string, text: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = "";
  socket.on("error", () => {});
  socket.on("data", (data: Buffer) => (heard += data.toString("latin1")));
  socket.write(text, "latin1");
  return { socket, heard: () => heard };
}

function often(act: () => void): void {
  for (let times = 0; times < 1_000; times++) act();
}

/** A frame of no bytes with this first byte. */
function rawFrame({ socket }: RawSocket, first: number): void {
  const { _socket: stream } = socket as unknown as { _socket: NodeJS.WritableStream };
  stream.write(Buffer.from([first, 0x80, 0, 0, 0, 0]));
}
