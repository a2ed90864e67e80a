import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { connectRaw, refusalOf } from "../support/raw-client.js";
import { command, serverEnvironment, startServer, type TestServer } from "../support/server.js";
import { JWT_SECRET, signToken } from "../support/sign-token.js";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.js";

interface Session {
  token: string;
  user: { userId: string; name: string | null; role: string };
  error: { code: string };
}

const origin = "https://chat.studio.example";
const run = promisify(execFile);

/** On PostgreSQL a test of the inbox does it in a browser. */
describe("signing in by a link", () => {
  let smtp: SmtpServer;
  let server: TestServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    smtp = await startSmtpServer();
    env = {
      ...{ SMTP_URL: smtp.url, MAIL_FROM: "Studio <chat@studio.example>", PUBLIC_URL: origin },
      ...{ TRUST_PROXY: "1", LIMIT_SIGN_INS_PER_MINUTE: "20" },
    };
    server = await startServer({ dataDir: inject("pgliteDataDir"), env });
    env = {
      ...{ ...env, JWT_SECRET, DATA_DIR: server.dataDir, HOST: "127.0.0.1" },
      PORT: new URL(server.url).port,
    };
  });
  afterAll(async () => {
    await server.stop();
    await smtp.close();
  });

  let visitors = 0;
  const post = async <Body = Session>(
    path: string,
    body: unknown,
    token?: string,
    from?: string,
  ) => {
    visitors += 1;
    const response = await fetch(server.url + path, {
      method: "POST",
      headers: {
        "x-forwarded-for": from ?? `198.51.100.${visitors}`,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const link = async (...args: string[]) => {
    const { stdout } = await run(process.execPath, [command, "link", ...args], {
      ...{ cwd: server.dataDir, env: serverEnvironment(env) },
    });
    return stdout.trim();
  };
  const codeOf = (url: string) => new URL(url).hash.replace("#code=", "");
  const exchange = (code: unknown) => post("/api/sign-in/exchange", { code });
  const me = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${server.url}/api/me`, { headers })).json();
  };

  it("works with one from the command while the server runs, once", async () => {
    const url = await link("--sub", "anna", "--name", "Anna");
    expect(url).toMatch(/^https:\/\/chat\.studio\.example\/inbox#code=[\w-]{43}$/);
    const [first, second] = await Promise.all([exchange(codeOf(url)), exchange(codeOf(url))]);
    expect([first.status, second.status].toSorted()).toEqual([200, 401]);
    const { token, user } = first.status === 200 ? first.body : second.body;
    expect(user).toMatchObject({ userId: "anna", name: "Anna", role: "photographer" });
    expect(await me(token)).toMatchObject({ userId: "anna", name: "Anna", role: "photographer" });
    expect(await exchange(codeOf(url))).toMatchObject({
      ...{ status: 401, body: { error: { code: "auth_invalid" } } },
    });
    expect(server.logs()).not.toContain(codeOf(url));

    const renewed = await post("/api/session", {}, token);
    expect(renewed).toMatchObject({ status: 200, body: { user: { userId: "anna" } } });
    expect(await me(renewed.body.token)).toMatchObject({ userId: "anna" });
  });

  it("ends with the session that was signed out, at once and in all of its tokens", async () => {
    const { token } = (await exchange(codeOf(await link("--sub", "olga")))).body;
    const other = (await exchange(codeOf(await link("--sub", "olga")))).body.token;
    const renewed = (await post("/api/session", {}, token)).body.token;
    const { socket } = await connectRaw(server.url, { token });
    const stays = await connectRaw(server.url, { token: other });
    const end = async (ended: string) => {
      const headers = { authorization: `Bearer ${ended}` };
      return (await fetch(`${server.url}/api/session`, { method: "DELETE", headers })).status;
    };

    expect(await end(signToken("olga", { role: "photographer" }))).toBe(403);
    const closed = new Promise((resolve) => socket.once("disconnect", resolve));
    expect(await end(token)).toBe(204);
    await closed;
    for (const ended of [token, renewed]) {
      expect(await me(ended)).toMatchObject({ error: { code: "auth_expired" } });
      expect(await refusalOf(server.url, { token: ended })).toBe("auth_expired");
      expect(await end(ended)).toBe(401);
      expect((await post("/api/session", {}, ended)).status).toBe(401);
    }

    await stays.settled();
    expect(await me(other)).toMatchObject({ userId: "olga" });
    expect((await post("/api/session", {}, other)).status).toBe(200);
    stays.socket.close();
  });

  it("takes another origin, and refuses what is too old or not from here", async () => {
    const url = await link("--sub", "ben", "--url", "https://other.example/", "--expires", "1s");
    expect(url).toMatch(/^https:\/\/other\.example\/inbox#code=/);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await exchange(codeOf(url))).status).toBe(401);
    expect((await exchange("a".repeat(43))).status).toBe(401);
    for (const code of [undefined, "", 5, "x".repeat(129), ["a"]]) {
      expect((await exchange(code)).status).toBe(400);
    }
  });

  it.each([
    [["--sub", ""], "--sub"],
    [["--sub", "anna", "--url", "ftp://x"], "--url"],
    [["--sub", "anna", "--expires", "31d"], "--expires"],
    [["--sub", "anna", "--email", "anna"], "--email"],
  ])("refuses the options %j in one line", async (args, option) => {
    const failed = (await link(...args).catch((error: unknown) => error)) as {
      code: number;
      stderr: string;
    };
    expect(failed.code).toBe(1);
    expect(failed.stderr.trim().split("\n").at(-1)).toContain(`photo-chat: ${option} must be`);
  });

  it("renews sessions that began with a link only, and lets only the command make links", async () => {
    const hosts = signToken("anna", { role: "photographer" });
    expect((await post("/api/session", {}, hosts)).status).toBe(403);
    expect((await post("/api/session", {})).status).toBe(401);
    expect((await post("/api/sign-in/links", { expiresIn: 60 }, hosts)).status).toBe(403);
    const { token } = (await exchange(codeOf(await link("--sub", "dora")))).body;
    expect((await post("/api/sign-in/links", { expiresIn: 60 }, token)).status).toBe(403);
    const forged = signToken("dora", { claims: { use: "session" }, secret: "x".repeat(40) });
    expect((await post("/api/session", {}, forged)).status).toBe(401);
    const expired = signToken("dora", { claims: { use: "session" }, expiresIn: -60 });
    expect((await post("/api/session", {}, expired)).status).toBe(401);

    const later = Math.floor(Date.now() / 1_000) + 5;
    const demoted = signToken("dora", { role: "customer", claims: { iat: later } });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await me(demoted);
    expect((await post("/api/session", {}, token)).status).toBe(401);
  });

  it("mails a link to photographers who are known, and answers everybody alike", async () => {
    await link("--sub", "eva", "--email", "Eva@Studio.example");
    const guest = await post("/api/guests", { email: "guest@studio.example" });
    expect(guest.status).toBe(201);
    for (const email of ["nobody@studio.example", "guest@studio.example", "eva@studio.example"]) {
      expect(await post("/api/sign-in", { email })).toEqual({ status: 202, body: {} });
    }
    const mail = await eventually(() => {
      const [found] = smtp.mails;
      if (!found) throw new Error("no mail has come");
      return found;
    });
    expect(mail).toMatchObject({ from: "chat@studio.example", to: ["Eva@studio.example"] });
    expect(smtp.mails).toHaveLength(1);
    const text = mail.source.replaceAll("=\n", "").replaceAll("=3D", "=");
    const [url = ""] = /https:\/\/chat\.studio\.example\/inbox#code=[\w-]{43}/.exec(text) ?? [];
    expect(await exchange(codeOf(url))).toMatchObject({
      ...{ status: 200, body: { user: { userId: "eva" } } },
    });

    for (const email of [undefined, "", "eva", "eva@studio.example\r\nBcc: x@y.example"]) {
      expect((await post("/api/sign-in", { email })).status).toBe(400);
    }
    const again = [];
    for (let time = 0; time < 3; time++) {
      again.push((await post("/api/sign-in", { email: "EVA@studio.example" })).status);
    }
    expect(again).toEqual([202, 202, 429]);
    const from = "203.0.113.1";
    const statuses = [];
    for (let time = 0; time < 21; time++) {
      const email = `somebody${time}@studio.example`;
      statuses.push((await post("/api/sign-in", { email }, undefined, from)).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it.each([
    ["nl-BE,en;q=0.5", "Inloggen op je inbox"],
    ["zh-TW,sv;q=0.9,de;q=0,en;q=0.1", "Sign in to your inbox"],
    ["", "Sign in to your inbox"],
  ])("mails in the language of the browser: %j", async (languages, subject) => {
    const email = `iris${languages.length}@studio.example`;
    await link("--sub", email, "--email", email);
    const asked = await fetch(`${server.url}/api/sign-in`, {
      method: "POST",
      headers: { "accept-language": languages, "x-forwarded-for": "198.51.101.1" },
      body: JSON.stringify({ email }),
    });
    expect(asked.status).toBe(202);
    await eventually(() => {
      const mail = smtp.mails.find(({ to: [receiver] }) => receiver === email);
      expect(mail?.source).toContain(`Subject: ${subject}\n`);
    });
  });
});

describe("signing in by a link where no mail is set up", () => {
  it("answers 202, and says in the log what is missing", async () => {
    const server = await startServer({ dataDir: inject("pgliteDataDir") });
    try {
      const response = await fetch(`${server.url}/api/sign-in`, {
        ...{ method: "POST", body: JSON.stringify({ email: "eva@studio.example" }) },
      });
      expect(response.status).toBe(202);
      await eventually(() => {
        if (!server.logs().includes("SMTP_URL is not set")) throw new Error("not logged");
      });
    } finally {
      await server.stop();
    }
  });

  it.each([
    [{ SMTP_URL: "https://mail.example" }, "SMTP_URL must be"],
    [{ SMTP_URL: "smtp://mail.example" }, "MAIL_FROM must be set"],
    [{ SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@b.example" }, "PUBLIC_URL must be set"],
    [{ MAIL_FROM: "Studio\r\nBcc: <x@y.example>" }, "MAIL_FROM must be"],
    [{ PUBLIC_URL: "chat.studio.example" }, "PUBLIC_URL must be"],
    [{ PUBLIC_URL: "https://studio.example/chat" }, "PUBLIC_URL must be"],
  ])("does not start with %j", async (env, line) => {
    const failed = (await run(process.execPath, [command, "serve"], {
      env: serverEnvironment({ JWT_SECRET, ...env }),
    }).catch((error: unknown) => error)) as { code: number; stderr: string };
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(new RegExp(`^photo-chat: ${line}[^\\n]*\\n$`));
  });
});
