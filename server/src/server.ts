import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { guardSignIns } from "./auth/guard-sign-ins.js";
import { createIdentityIssuer } from "./auth/issue-identity.js";
import { loadSecret } from "./auth/secret.js";
import { createTokenSigner } from "./auth/token-signer.js";
import { createTokenVerifier } from "./auth/token-verifier.js";
import { createChat } from "./chat/create-chat.js";
import { type Config, ConfigError } from "./config.js";
import { createApp } from "./http/app.js";
import { createHttpServer } from "./http/create-http-server.js";
import { createConcurrencyLimit } from "./limits/concurrency-limit.js";
import { memoryCounters } from "./limits/memory-counter.js";
import { createRateLimits } from "./limits/rate-limits.js";
import { createLogger } from "./logger.js";
import { createMailer } from "./mail/mailer.js";
import { createMetrics } from "./metrics.js";
import { openDatabase } from "./open-database.js";
import { createOriginPolicy } from "./origin-policy.js";
import { forgetServer, noteServer, urlOf } from "./server-address.js";
import { createGateway } from "./socket/gateway.js";
import { createPresence } from "./socket/presence.js";
import type { Store } from "./store/open-store.js";

/** After the last connection of a user, how long until it counts as gone. */
const PRESENCE_GRACE_MS = 4_000;
/** How long a shutdown waits for what is in flight, and then for clients to let go. */
const DRAIN_MS = 5_000;
const HANG_UP_MS = 2_000;

const publicFolder = fileURLToPath(new URL("../public", import.meta.url));

export interface ChatServer {
  /**
   * Starts listening.
   * @returns the address, `http://host:port`
   * @throws ConfigError when the port or host is taken or not to be had
   */
  listen(): Promise<string>;
  /** Where it listens, null before and after. */
  readonly address: AddressInfo | null;
  /**
   * Stops accepting, answers what is in flight, closes the connections so that clients come back by
   * themselves, and closes the database. Takes at most about 8 s. May be called twice.
   */
  close(): Promise<void>;
}

export interface ChatServerOptions {
  /** Default: JSON lines on standard output. */
  logger?: Logger;
}

/**
 * A chat server with its database open and migrated; `listen` makes it reachable.
 * @throws ConfigError with one line that names the setting, when it can't start
 */
export async function createChatServer(
  config: Config,
  options: ChatServerOptions = {},
): Promise<ChatServer> {
  const logger = options.logger ?? createLogger(config.logLevel, "stdout");
  for (const warning of config.warnings) logger.warn(warning);
  const secret = await loadSecret(config, logger);
  return assemble(config, secret, await openDatabase(config, logger), logger);
}

function assemble(config: Config, secret: Uint8Array, store: Store, logger: Logger): ChatServer {
  const { now } = Date;
  const metrics = createMetrics();
  const presence = createPresence(PRESENCE_GRACE_MS);
  const chat = createChat({ db: store.db, presence, logger });
  const limiting = createRateLimits({
    limits: config.limits,
    openCounter: memoryCounters(),
    onRefusal: (limit, scope) => metrics.limited.inc({ limit, scope }),
  });
  const limitConcurrency = createConcurrencyLimit(() => performance.now());
  const verify = createTokenVerifier(config.jwt, secret, now);
  const guard = guardSignIns(verify, chat, limiting);
  const issue = createIdentityIssuer(chat, createTokenSigner(config.jwt, secret, now), now);
  const isAllowedOrigin = createOriginPolicy(config.allowedOrigins);
  const mailer = config.mail && createMailer(config.mail);
  let closing: Promise<void> | null = null;

  const app = createApp({
    ...{ chat, verify, guard, issue, limiting, isAllowedOrigin, metrics, logger, publicFolder },
    limitConcurrency,
    limits: config.limits,
    trustProxy: config.trustProxy,
    adminKey: config.adminKey,
    publicUrl: config.publicUrl,
    mailer,
    production: config.production,
    ping: () => store.ping(),
    isClosing: () => closing !== null,
  });
  const httpServer = createHttpServer(app.fetch);
  const sockets = new Set<Socket>();
  httpServer.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const gateway = createGateway(httpServer, {
    ...{ chat, guard, presence, limiting, limitConcurrency, isAllowedOrigin },
    ...{ config, metrics, logger },
  });

  const stopRetention = chat.retention(config.retentionDays).watch();

  const shutDown = async (): Promise<void> => {
    logger.info("closing");
    const closed = httpServer.listening ? once(httpServer, "close") : Promise.resolve();
    httpServer.close();
    const hangUpIdle = setInterval(() => httpServer.closeIdleConnections(), 100);
    await within(DRAIN_MS, gateway.drain());
    await within(HANG_UP_MS, gateway.close());
    await within(HANG_UP_MS, closed);
    clearInterval(hangUpIdle);
    for (const socket of sockets) socket.destroy();
    stopRetention();
    mailer?.close();
    if (store.kind === "pglite") await forgetServer(config);
    await store.close();
    logger.info("closed");
  };
  const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
    const failed = (err: unknown): void => logger.warn({ err }, "closing goes on without it");
    await Promise.race([work.catch(failed), delay(ms, undefined, { ref: false })]);
  };

  return {
    async listen() {
      httpServer.listen({ port: config.port, ...(config.host ? { host: config.host } : {}) });
      await once(httpServer, "listening").catch((cause: NodeJS.ErrnoException) => {
        const isPort = cause.code === "EADDRINUSE" || cause.code === "EACCES";
        const variable = isPort ? "PORT" : "HOST";
        throw new ConfigError(`${variable}: ${cause.message}`, { cause });
      });
      // Accepting can fail later too, for want of file descriptors, and must not end the process.
      httpServer.on("error", (err) => logger.error({ err }, "unable to accept a connection"));
      const url = urlOf(httpServer.address() as AddressInfo);
      if (store.kind === "pglite") await noteServer(config, url);
      logger.info({ url, database: store.kind, pid: process.pid }, "listening");
      return url;
    },
    get address() {
      return addressOf(httpServer);
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

function addressOf(server: HttpServer): AddressInfo | null {
  const address = server.address();
  return typeof address === "string" ? null : address;
}
