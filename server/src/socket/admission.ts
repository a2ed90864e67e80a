import type { ConnectErrorCode, HandshakeAuth } from "@photo-chat/sdk/protocol";
import type { Logger } from "pino";
import type { SignInGuard } from "../auth/guard-sign-ins.js";
import { ChatError } from "../chat/chat-error.js";
import type { ConnectionCounts } from "../limits/connection-counts.js";
import type { Handshakes } from "../limits/handshakes.js";
import type { RateLimits } from "../limits/rate-limits.js";
import type { Metrics } from "../metrics.js";
import type { OriginPolicy } from "../origin-policy.js";
import { createFirstTimes } from "../first-times.js";
import { refusalOf } from "../refusal-of.js";
import type { ChatServerIo, ChatSocket } from "./chat-socket.js";

export interface AdmissionOptions {
  guard: SignInGuard;
  isAllowedOrigin: OriginPolicy;
  counts: ConnectionCounts;
  handshakes: Handshakes;
  take: RateLimits;
  metrics: Metrics;
  logger: Logger;
}

/**
 * Lets a connection in, or refuses it with a code that its `connect_error` shows. The origin is
 * checked here and not by the transport, whose refusals carry no code; nothing else of a connection
 * is looked at before. The user is stored before the connection is accepted.
 */
export function admit(io: ChatServerIo, options: AdmissionOptions): void {
  const { guard, isAllowedOrigin, counts, handshakes, take, metrics, logger } = options;
  /** One attempt for a connection: asking a thousand times at once would slip past the limits. */
  const asked = new WeakSet<object>();
  const isFirst = createFirstTimes();

  const check = async (socket: ChatSocket): Promise<void> => {
    const { auth, headers } = socket.handshake;
    const { token, confirmsDelivery } = auth as Partial<HandshakeAuth>;
    forget(socket);
    if (!isAllowedOrigin(headers.origin, headers.host)) {
      throw new ChatError("origin_denied", "Unable to connect; this page's origin is not allowed.");
    }
    if (asked.has(socket.conn)) throw tooMany();
    asked.add(socket.conn);
    const address = handshakes.addressOf(socket.conn.request);
    if (counts.isOver(socket.conn)) throw tooManyOf("address");
    const refusal = handshakes.refusalOf(socket.conn.request);
    if (refusal !== null) throw refusal;
    const { identity, expiresAt, signIn } = await guard(token, address);
    await take("connects", identity.userId, address);
    const user = await signIn();
    if (!counts.claim(socket.conn, user.userId)) throw tooManyOf("user");
    socket.data = {
      user,
      identity,
      address,
      expiresAt,
      confirmsDelivery: confirmsDelivery === true,
    };
  };

  const tooManyOf = (scope: "address" | "user"): ChatError => {
    metrics.limited.inc({ limit: "connections", scope });
    return tooMany();
  };

  io.use((socket, next) => {
    check(socket).then(
      () => next(),
      (cause) => {
        const error = refusalOf(cause);
        const code = connectCodes[error.code] ?? error.code;
        metrics.refusals.inc({ code });
        if (code === "unavailable") handshakes.excuse(socket.conn.request);
        if (code === "unavailable" && isFirst(error)) {
          logger.error({ err: cause }, "connection refused");
        } else logger.info({ code, reason: error.message }, "connection refused");
        next(Object.assign(new Error(error.message), { data: { ...error.toWire(), code } }));
      },
    );
  });
}

/** What connecting has another word for. */
const connectCodes: Partial<Record<ChatError["code"], ConnectErrorCode>> = {
  internal: "unavailable",
  rate_limited: "too_many_connections",
};

/** The token must not outlive its check: the handshake is kept for as long as the connection. */
function forget(socket: ChatSocket): void {
  socket.handshake.auth = {};
  socket.handshake.query = {};
  socket.handshake.url = socket.handshake.url.replace(/\?.*/, "");
}

function tooMany(): ChatError {
  return new ChatError("too_many_connections", "Unable to connect; too many connections.", {
    retryAfterMs: 10_000,
  });
}
