import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Client } from "pg";
import { eventually } from "../support/eventually.js";
import { createDatabase } from "../support/postgres.js";
import { connectRaw, refusalOf } from "../support/raw-client.js";
import { startServer, type TestServer } from "../support/server.js";
import { signToken } from "../support/sign-token.js";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.js";
import { openRaw } from "./raw-socket.js";
import { type RudeSmtpServer, startRudeSmtpServer } from "./rude-smtp-server.js";
import { unlimited } from "./unlimited.js";

/** What must not be found anywhere; each is unlike everything else that a server prints. */
const canaries = {
  text: "canary-of-a-text",
  refusedText: "canary-of-a-refused-text",
  lostText: "canary-of-a-lost-text",
  search: "canary-of-a-search",
  name: "Canary Of A Name",
  email: "canary.mail@studio.example",
  guestEmail: "canary.guest@example.com",
  picture: "https://canary-picture.example/me.jpg",
  attachment: "https://canary-attachment.example/proof.jpg",
  card: "canary-of-a-card",
  reply: "canary-of-a-reply",
  answer: "canary-of-an-answer",
  query: "canary-of-a-query",
  secret: "canary-of-the-secret-of-the-server-0123456789",
  adminKey: "canary-of-the-key-of-the-administration-0123",
  smtpPassword: "canary-of-the-password-for-mail",
  databasePassword: "canary-of-the-password-for-the-database",
};

describe("what nobody else should read", () => {
  let server: TestServer;
  let proxy: TcpProxy;
  let smtp: RudeSmtpServer;
  let database: Client;
  /** Tokens and codes, which are made on the way. */
  const made: string[] = [];
  /** The bodies of all refusals. */
  const refusals: string[] = [];

  const sign = (sub: string, claims: Record<string, unknown> = {}): string => {
    const token = signToken(sub, {
      secret: canaries.secret,
      ...{ name: canaries.name, picture: canaries.picture },
      claims,
    });
    made.push(token);
    return token;
  };
  const ask = async (token: string | null, route: string, body?: unknown) => {
    const [method = "GET", path = "/"] = route.split(" ");
    const response = await fetch(server.url + path, {
      method,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) refusals.push(text);
    return { status: response.status, text };
  };

  beforeAll(async () => {
    const databaseUrl = await createDatabase(inject("postgresUrl"));
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    [proxy, smtp] = await Promise.all([startTcpProxy(databaseUrl), startRudeSmtpServer()]);
    const throughProxy = new URL(databaseUrl);
    throughProxy.hostname = "127.0.0.1";
    throughProxy.port = String(proxy.port);
    throughProxy.password = canaries.databasePassword;
    server = await startServer({
      databaseUrl: throughProxy.href,
      env: {
        ...unlimited,
        ...{ LOG_LEVEL: "trace", JWT_SECRET: canaries.secret, ADMIN_KEY: canaries.adminKey },
        SMTP_URL: `smtp://mailer:${canaries.smtpPassword}@127.0.0.1:${smtp.port}`,
        ...{ MAIL_FROM: "chat@studio.example", PUBLIC_URL: "https://chat.studio.example" },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    proxy.close();
    smtp.close();
    await database.end();
  });

  const photographer = () => sign("pia", { role: "photographer", email: canaries.email });

  it("stays out of reach of a tour through everything that works", async () => {
    const pia = photographer();
    const profile = {
      ...{ name: canaries.name, picture: canaries.picture, email: canaries.email },
      availability: { mode: "away", timeZone: "UTC", hours: [], answer: canaries.answer },
    };
    expect((await ask(pia, "PUT /api/profile", profile)).status).toBe(200);
    const reply = { title: canaries.reply, text: canaries.reply };
    expect((await ask(pia, "POST /api/replies", reply)).status).toBe(201);
    for (const transport of ["websocket", "polling"] as const) {
      const carl = await connectRaw(
        server.url,
        { token: sign("carl") },
        { transports: [transport] },
      );
      const conversationId = "conv_carl_pia";
      expect(await carl.request("join_conversation", { conversationId })).toMatchObject({
        ok: true,
      });
      const sent = await carl.request("send_message", {
        ...{ conversationId, messageText: canaries.text, attachmentUrl: canaries.attachment },
        about: { id: canaries.card, title: canaries.card, src: canaries.picture },
      });
      expect(sent).toMatchObject({ ok: true });
      expect(await carl.request("list_conversations", { search: canaries.search })).toMatchObject({
        ok: true,
      });
      carl.socket.close();
    }
    const found = await ask(pia, `GET /api/conversations?search=${canaries.search}`);
    expect(found.status).toBe(200);
    const guest = { name: canaries.name, email: canaries.guestEmail };
    const { text } = await ask(null, "POST /api/guests", guest);
    const { token } = JSON.parse(text) as { token: string };
    made.push(token);
    expect((await ask(sign("gina"), "POST /api/guests/join", { guestToken: token })).status).toBe(
      200,
    );
  });

  it("… through refusals", async () => {
    const carl = sign("carl");
    const conversationId = "conv_carl_pia";
    const messages = `POST /api/conversations/${conversationId}/messages`;
    for (const [token, route, body] of [
      [carl, messages, { messageText: `${canaries.refusedText}\0` }],
      [carl, messages, { messageText: canaries.refusedText.repeat(300) }],
      [carl, messages, { messageText: "x", attachmentUrl: `javascript:${canaries.attachment}` }],
      [carl, messages, `{"messageText":"${canaries.refusedText}"`],
      [carl, "POST /api/conversations", { userId: canaries.query }],
      [carl, `GET /api/conversations?before=${canaries.query}`, undefined],
      [carl, `GET /api/me/${canaries.query}?token=${carl}`, undefined],
      [null, `GET /api/me?token=${carl}`, undefined],
      [`${carl}x`, "GET /api/me", undefined],
      [sign("carl", { exp: 1 }), "GET /api/me", undefined],
      [null, "POST /api/sign-in/exchange", { code: canaries.query }],
      [null, "POST /api/guests", { email: `${canaries.guestEmail} ` + canaries.query }],
      [carl, "POST /api/guests/join", { guestToken: canaries.query }],
      [null, "GET /api/admin/reports", undefined],
      [canaries.adminKey.slice(1), "GET /api/admin/reports", undefined],
    ] as const) {
      expect((await ask(token, route, body)).status, route).toBeGreaterThanOrEqual(400);
    }
    for (const token of [`${carl}x`, sign("carl", { exp: 1 }), { token: carl }]) {
      expect(await refusalOf(server.url, { token })).toMatch(/^auth_/);
    }
    const raw = await openRaw(server.url, carl);
    const answer = await raw.ask("send_message", `{"messageText":"${canaries.refusedText}"}`);
    refusals.push(JSON.stringify(answer));
    raw.send(`42["${canaries.query}",{}]`);
    raw.send(`42["send_message",{"messageText":"${canaries.refusedText}`);
    raw.send(`451-["send_message",{"messageText":"${canaries.refusedText}"}]${canaries.query}`);
    await eventually(() => expect(raw.socket.readyState).toBe(raw.socket.CLOSED));
  });

  it("… through a mail server that refuses, and repeats what it was given", async () => {
    for (const said of ["AUTH", "RCPT"]) {
      await ask(null, "POST /api/sign-in", { email: canaries.email });
      await eventually(() => expect(smtp.heard.some((line) => line.startsWith(said))).toBe(true));
      await eventually(() => expect(server.logs()).toContain("no sign-in link was mailed"));
    }
  });

  it("… through a database that refuses, and one that is away", async () => {
    const carl = sign("carl");
    const pia = photographer();
    const route = "POST /api/conversations/conv_carl_pia/messages";
    const failures = [
      () => ask(carl, route, { messageText: canaries.lostText }),
      () => ask(pia, "POST /api/replies", { title: canaries.lostText, text: canaries.lostText }),
      () => ask(pia, `GET /api/conversations?search=${canaries.search}`),
      () => ask(sign("new"), "GET /api/me"),
      () => ask(null, "POST /api/guests", { name: canaries.name, email: canaries.guestEmail }),
    ];
    await database.query(
      `ALTER TABLE messages ADD CONSTRAINT refusing CHECK (message_text NOT LIKE '%lost%');
       ALTER TABLE saved_replies ADD CONSTRAINT refusing CHECK (text NOT LIKE '%lost%')`,
    );
    for (const fail of failures.slice(0, 2)) expect((await fail()).status).toBe(500);
    proxy.cut();
    for (const fail of failures) expect((await fail()).status).toBe(503);
    expect(await refusalOf(server.url, { token: sign("newer") })).toBe("unavailable");
    proxy.mend();
    await eventually(async () => expect((await fetch(`${server.url}/readyz`)).ok).toBe(true));
    expect(server.logs()).toContain("request failed");
  });

  it("is in no log, no figure and no refusal", async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    await server.kill("SIGTERM");
    const tokens = made.flatMap((token) => [token, ...token.split(".").slice(1)]);
    const encoded = Object.values(canaries).flatMap((canary) => [
      canary,
      ...[
        encodeURIComponent(canary),
        Buffer.from(canary)
          .toString("base64")
          .replace(/.{3}=*$/, ""),
      ],
    ]);
    const places = { log: server.logs(), metrics, refusals: refusals.join("\n") };
    expect(places.log.split("\n").length).toBeGreaterThan(20);
    expect(refusals.length).toBeGreaterThan(20);
    for (const [place, content] of Object.entries(places)) {
      for (const canary of [...encoded, ...tokens]) {
        expect(content.includes(canary), `${canary} is in the ${place}`).toBe(false);
      }
    }
  });
});
