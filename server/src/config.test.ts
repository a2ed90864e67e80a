import { describe, expect, it } from "vitest";
import { ConfigError, describeVariables, parseConfig } from "./config.js";

describe("parseConfig", () => {
  it("has a default for everything", () => {
    expect(parseConfig({})).toMatchObject({
      port: 5_000,
      host: undefined,
      databaseUrl: undefined,
      dataDir: "./data",
      allowedOrigins: null,
      trustProxy: 0,
      production: false,
      limits: {
        messageLength: 4_000,
        rates: { messages: { most: 5, seconds: 1, burst: 60 } },
        connectionsPerUser: 50,
      },
      warnings: [],
    });
  });

  it("takes an empty variable for an absent one", () => {
    const empty = Object.fromEntries(describeVariables().map(({ name }) => [name, ""]));
    expect(parseConfig(empty)).toEqual(parseConfig({}));
  });

  it("reads what is set", () => {
    const config = parseConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      DATABASE_URL: "postgres://user@host/name",
      JWT_SECRET: "0123456789abcdef0123456789abcdef",
      ALLOWED_ORIGINS: "https://studio.example, http://localhost:3000/",
      LIMIT_MESSAGES_PER_SECOND: "9",
      LIMIT_GUESTS_PER_MINUTE: "30",
      NODE_ENV: "production",
    });
    expect(config).toMatchObject({
      port: 0,
      host: "127.0.0.1",
      databaseUrl: "postgres://user@host/name",
      allowedOrigins: ["https://studio.example", "http://localhost:3000"],
      production: true,
      limits: { rates: { messages: { most: 9, burst: 60 }, guests: { most: 30, seconds: 60 } } },
      warnings: [],
    });
  });

  it.each([
    ["PORT", "-1"],
    ["PORT", "5000.5"],
    ["PORT", " 5000"],
    ["DATABASE_URL", "localhost"],
    ["REDIS_URL", "redis://localhost:6379"],
    ["JWT_SECRET", "x".repeat(31)],
    ["JWT_JWKS_URL", "file:///etc/keys.json"],
    ["JWT_JWKS_URL", "javascript:alert(1)"],
    ["ALLOWED_ORIGINS", "https://studio.example/page"],
    ["ALLOWED_ORIGINS", "https://studio.example,*"],
    ["ALLOWED_ORIGINS", "https://studio.example,"],
    ["ALLOWED_ORIGINS", "https://*.studio.example"],
    ["ALLOWED_ORIGINS", "null"],
    ["TRUST_PROXY", "true"],
    ["LOG_LEVEL", "INFO"],
    ["LIMIT_MESSAGE_LENGTH", "0"],
    ["LIMIT_MESSAGE_LENGTH", "10001"],
    ["LIMIT_GUESTS_PER_MINUTE", "1e3"],
  ])("refuses %s=%s in one line that begins with the name", (name, value) => {
    const parse = () => parseConfig({ [name]: value });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(new RegExp(`^${name} [^\n]+$`));
  });

  it("keeps a wrong secret out of its message", () => {
    expect(() => parseConfig({ JWT_SECRET: "short-secret" })).toThrow(/^(?!.*short-secret)/);
  });

  it("warns in production when pages of any origin may use the server", () => {
    const warnings = (env: Record<string, string>) =>
      parseConfig({ NODE_ENV: "production", ...env }).warnings;
    expect(warnings({})).toEqual([expect.stringContaining("ALLOWED_ORIGINS")]);
    expect(warnings({ ALLOWED_ORIGINS: "https://studio.example" })).toEqual([]);
    expect(warnings({ ALLOWED_ORIGINS: "*" })).toEqual([]);
  });

  it("warns about tokens of a key set that are meant for anybody", () => {
    const env = { JWT_JWKS_URL: "https://id.studio.example/keys" };
    expect(parseConfig(env).warnings).toEqual([expect.stringContaining("JWT_AUDIENCE")]);
    expect(parseConfig({ ...env, JWT_AUDIENCE: "chat" }).warnings).toEqual([]);
  });
});

describe("describeVariables", () => {
  it("says something about every variable, defaults included", () => {
    const variables = describeVariables();
    expect(variables.every(({ about }) => about !== "")).toBe(true);
    expect(variables).toContainEqual({
      name: "PORT",
      default: "5000",
      about: expect.stringContaining("listen"),
    });
  });
});
