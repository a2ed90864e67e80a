import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { eventually } from "../support/eventually.js";
import { useChatServer } from "../support/use-chat-server.js";
import { refusalOf } from "../support/raw-client.js";
import { engineAddress } from "./raw-socket.js";
import { unlimited } from "./unlimited.js";

const allowed = ["https://studio.example", "http://localhost:3000"];
const lookAlikes = [
  "https://studio.example.evil",
  "https://evil-studio.example",
  "https://sub.studio.example",
  "https://studio.example.",
  "https://studio.example:444",
  "https://studio.example:443",
  "http://studio.example",
  "https://STUDIO.example",
  "https://studio.example/",
  "https://studio.example@evil.example",
  "https://evil.example#https://studio.example",
  "https://evil.example?https://studio.example",
  "https://evil.example, https://studio.example",
  "https://studio.example https://evil.example",
  "https://studio%2eexample",
  "https://studio\u002eexample\\.evil.example",
  "https://xn--studi-tqa.example",
  "http://localhost",
  "http://localhost:30001",
  "http://127.0.0.1:3000",
  "null",
  "file://",
  "chrome-extension://abcdef",
  "javascript:alert(1)",
  "*",
  "",
];

describe("a page", () => {
  const server = useChatServer({ ...unlimited, ALLOWED_ORIGINS: allowed.join(",") });

  /** As no browser lets a page do it: with whatever `Origin`, more than one too. */
  const ask = (method: string, path: string, headers: Record<string, string | string[]>) =>
    new Promise<{ status: number | undefined; allowed: string | undefined; body: string }>(
      (resolve, reject) => {
        const asking = request(server.url + path, { method, headers }, (response) => {
          let body = "";
          response.on("data", (chunk: Buffer) => (body += chunk.toString()));
          response.on("end", () => {
            const { "access-control-allow-origin": origin } = response.headers;
            resolve({ status: response.statusCode, allowed: origin, body });
          });
        });
        asking.on("error", reject);
        asking.end();
      },
    );
  const bearer = () => ({ authorization: `Bearer ${server.user().token}` });
  const preflight = { "access-control-request-method": "POST" };

  it.each(lookAlikes)("of %j is none of the list", async (origin) => {
    const answer = await ask("GET", "/api/me", { ...bearer(), origin });
    expect(answer).toMatchObject({ status: 403, allowed: undefined });
    expect(answer.body).toContain("origin_denied");
    const asked = await ask("OPTIONS", "/api/me", { origin, ...preflight });
    expect(asked.allowed).toBeUndefined();

    for (const transport of ["websocket", "polling"] as const) {
      const { token } = server.user();
      const code = await refusalOf(server.url, { token }, { transports: [transport], origin });
      expect(code, transport).toBe("origin_denied");
    }
  });

  it.each(["ftp", "foo", "ws"])(
    "of the server's own host by %s is none of its own",
    async (scheme) => {
      const origin = server.url.replace("http", scheme);
      expect((await ask("GET", "/api/me", { ...bearer(), origin })).status).toBe(403);
      expect((await ask("GET", "/api/me", { ...bearer(), origin: server.url })).status).toBe(200);
    },
  );

  it.each(allowed)("of %s is allowed", async (origin) => {
    expect(await ask("GET", "/api/me", { ...bearer(), origin })).toMatchObject({
      status: 200,
      allowed: origin,
    });
    const asked = await ask("OPTIONS", "/api/conversations", { origin, ...preflight });
    expect(asked).toMatchObject({ status: 204, allowed: origin });
    const socket = await open({ origin });
    expect(await signIn(socket)).toMatch(/^40/);
  });

  it("with two origins is none", async () => {
    const origin = ["https://studio.example", "https://evil.example"];
    expect((await ask("GET", "/api/me", { ...bearer(), origin })).status).toBe(403);
  });

  it("is refused before its token is looked at, and learns nothing of it", async () => {
    const origin = "https://evil.example";
    for (const authorization of ["Bearer nonsense", bearer().authorization]) {
      const answer = await ask("GET", "/api/me", { authorization, origin });
      expect(answer.body).toContain("origin_denied");
    }
    expect(await signIn(await open({ origin }), "nonsense")).toContain("origin_denied");
  });

  it("never gets an answer that a browser adds its cookies to", async () => {
    for (const origin of [...allowed, "https://evil.example"]) {
      for (const path of ["/api/me", "/photo-chat.js", "/socket.io/?EIO=4&transport=polling"]) {
        const response = await fetch(server.url + path, { headers: { origin } });
        expect(response.headers.get("access-control-allow-credentials"), path).toBeNull();
        expect(response.headers.get("set-cookie"), path).toBeNull();
      }
    }
  });

  async function open(headers: Record<string, string>): Promise<WebSocket> {
    const socket = new WebSocket(engineAddress(server.url, "websocket"), { headers });
    await once(socket, "open");
    return socket;
  }

  async function signIn(socket: WebSocket, token = server.user().token): Promise<string> {
    const received: string[] = [];
    socket.on("message", (data: Buffer) => received.push(data.toString()));
    socket.send(`40${JSON.stringify({ token })}`);
    const answer = await eventually(() => {
      const found = received.find((frame) => /^4[04]/.test(frame));
      if (!found) throw new Error("unable to hear an answer");
      return found;
    });
    socket.terminate();
    return answer;
  }
});
