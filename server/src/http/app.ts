import type { ServerLimits } from "@photo-chat/sdk/protocol";
import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { openAPIRouteHandler } from "hono-openapi";
import { matchedRoutes } from "hono/route";
import type { Logger } from "pino";
import type { SignInGuard } from "../auth/guard-sign-ins.js";
import type { IdentityIssuer } from "../auth/issue-identity.js";
import type { TokenVerifier } from "../auth/token-verifier.js";
import { ChatError } from "../chat/chat-error.js";
import type { Chat } from "../chat/chat.js";
import { clientAddress } from "../limits/client-address.js";
import type { ConcurrencyLimit } from "../limits/concurrency-limit.js";
import type { RateLimiting, RateName } from "../limits/rate-limits.js";
import type { Mailer } from "../mail/mailer.js";
import type { Metrics } from "../metrics.js";
import type { OriginPolicy } from "../origin-policy.js";
import { authenticate } from "./authenticate.js";
import { answerError, createErrorHandler } from "./answer-error.js";
import { createAdministration } from "./administration.js";
import { createApi } from "./api.js";
import { createBlockRoutes } from "./blocks.js";
import type { AppEnv } from "./app-env.js";
import { describeFile } from "./describe.js";
import { createDemoIdentities } from "./demo-identities.js";
import { createGuests } from "./guests.js";
import { createOperations, type OperationsOptions } from "./operations.js";
import { createPhotographerRoutes } from "./photographers.js";
import { createReportRoutes } from "./reports.js";
import { securityHeaders } from "./security-headers.js";
import { createSignInRoutes } from "./sign-in.js";
import { createPages } from "./pages.js";

export interface AppOptions extends Omit<OperationsOptions, "registry"> {
  chat: Chat;
  verify: TokenVerifier;
  guard: SignInGuard;
  issue: IdentityIssuer;
  limiting: RateLimiting;
  limitConcurrency: ConcurrencyLimit;
  limits: ServerLimits;
  isAllowedOrigin: OriginPolicy;
  trustProxy: number;
  /** Undefined: there is no administration. */
  adminKey: string | undefined;
  mailer: Mailer | null;
  publicUrl: string | undefined;
  /** No demo page and no demo identities. */
  production: boolean;
  /** The folder of the built files. */
  publicFolder: string;
  metrics: Metrics;
  logger: Logger;
}

/** Everything that is served over plain HTTP. Knows no port: `createChatServer` listens. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { chat, verify, issue, isAllowedOrigin, trustProxy, production, metrics } = options;
  const { limits, limiting, publicFolder, logger, ping, isClosing } = options;
  const { take, charge } = limiting;

  const signedIn = authenticate(options.guard, options.limitConcurrency);
  const measure: MiddlewareHandler<AppEnv> = async (c, next) => {
    const stop = metrics.requests.startTimer();
    await next();
    const route = matchedRoutes(c).findLast(({ path }) => !path.includes("*"))?.path ?? "other";
    stop({ method: c.req.method, route, status: c.res.status });
  };
  const checkOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (!isAllowedOrigin(c.req.header("origin"), c.req.header("host"))) {
      throw new ChatError("origin_denied", "This page's origin is not allowed.");
    }
    await next();
  };
  const withAddress: MiddlewareHandler<AppEnv> = async (c, next) => {
    c.set("address", clientAddress(c.env.incoming, trustProxy));
    await next();
  };
  const withinAddress =
    (rate: RateName): MiddlewareHandler<AppEnv> =>
    async (c, next) => {
      await take(rate, c.get("address"));
      await next();
    };

  const app = new Hono<AppEnv>();
  app
    .use(measure, withAddress)
    .use(securityHeaders)
    .route(
      "/api/admin",
      createAdministration({ chat, limiting, adminKey: options.adminKey, logger }),
    )
    .use(
      cors({
        origin: (origin, c) => (isAllowedOrigin(origin, c.req.header("host")) ? origin : null),
        allowHeaders: ["Authorization", "Content-Type"],
        allowMethods: ["GET", "POST", "PUT", "DELETE"],
        exposeHeaders: ["Retry-After"],
        maxAge: 600,
      }),
    )
    .onError(createErrorHandler(logger))
    .notFound((c) => answerError(c, new ChatError("not_found", "There is no such route.")))
    .route("/", createOperations({ registry: metrics.registry, ping, isClosing }))
    .use("/api/*", checkOrigin)
    .route(
      "/api/guests",
      createGuests({
        ...{ chat, verify, signedIn, issue, take },
        withinAddress: withinAddress("guests"),
      }),
    )
    .route(
      "/api",
      createSignInRoutes({
        ...{ chat, signedIn, issue, take, logger },
        withinAddress: withinAddress("signIns"),
        mailer: options.mailer,
        publicUrl: options.publicUrl,
      }),
    )
    .route("/api", createBlockRoutes({ chat, signedIn, take }))
    .route("/api", createReportRoutes({ chat, signedIn, take }))
    .route("/api", createPhotographerRoutes({ chat, signedIn, take, limits }))
    .route("/api", createApi({ chat, signedIn, take, charge, limits }))
    .route("/", createPages(publicFolder, !production, logger));
  app.get(
    "/openapi.json",
    describeFile("This document.", "application/json"),
    openAPIRouteHandler(app, { documentation, excludeStaticFile: false }),
  );
  if (!production) {
    app
      .use("/demo/identities", checkOrigin)
      .route("/demo/identities", createDemoIdentities(issue, withinAddress("guests")));
  }
  return app;
}

const documentation = {
  info: {
    title: "photo-chat",
    version: "0.1.0",
    description:
      "The REST side of the chat. Everyone online gets the same events as for what is sent over a socket.",
    license: { name: "MIT", url: "https://opensource.org/license/mit" },
  },
  components: {
    securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
  },
} as const;
