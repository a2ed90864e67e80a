import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import { userRoomOf } from "@photo-chat/sdk/protocol";
import { Server } from "socket.io";
import type { Config } from "../config.js";
import { ofAll } from "../http/security-headers.js";
import type { ConcurrencyLimit } from "../limits/concurrency-limit.js";
import { createConnectionCounts } from "../limits/connection-counts.js";
import { createHandshakes } from "../limits/handshakes.js";
import { createPayloads } from "../payloads.js";
import { type AdmissionOptions, admit } from "./admission.js";
import { announceAvailability, announcePresence } from "./announce-presence.js";
import { callAt } from "../chat/call-at.js";
import type { Chat } from "../chat/chat.js";
import { type ChatServerIo, type ChatSocket, toUsers } from "./chat-socket.js";
import { gatherWrites } from "./gather-writes.js";
import { createDispatcher } from "./dispatcher.js";
import { createFanOut } from "./fan-out.js";
import { guardPackets } from "./guard-packets.js";
import { createHandedDeliveries } from "./handed-deliveries.js";
import { createHandlers } from "./handlers.js";
import type { Presence } from "./presence.js";
import { holdPosts } from "./hold-posts.js";
import { createInputs } from "./input.js";
import { repeat } from "./repeat.js";
import { createContactTeller } from "./tell-contacts.js";
import { createTyping } from "./typing.js";
import type { RateLimiting } from "../limits/rate-limits.js";
import { waryWebSockets, type WebSocketServer } from "./wary-websockets.js";
import { guardWriteBuffer } from "./write-buffer-guard.js";

const HEADS_MS = 30_000;
const RECONCILE_MS = 5_000;

export interface GatewayOptions extends Omit<AdmissionOptions, "counts" | "handshakes" | "take"> {
  chat: Chat;
  config: Config;
  presence: Presence;
  limiting: RateLimiting;
  limitConcurrency: ConcurrencyLimit;
}

export interface Gateway {
  /** Refuses what comes from now on as `unavailable`; resolves when everything in flight is answered. */
  drain(): Promise<void>;
  /** Closes every connection so that clients come back by themselves, and tells nobody that they went. */
  close(): Promise<void>;
}

/** Socket.io on the given HTTP server: admission, events, fan-out, presence and heads. */
export function createGateway(httpServer: HttpServer, options: GatewayOptions): Gateway {
  const { chat, presence, config, metrics, logger, limiting, limitConcurrency } = options;
  const { take, charge } = limiting;
  const counts = createConnectionCounts(config);
  const handshakes = createHandshakes(limiting, counts, config.trustProxy);
  const io: ChatServerIo = new Server(httpServer, {
    serveClient: false,
    // Any page may read a refusal: pages of other origins are turned away with a code on connecting.
    cors: { origin: "*" },
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    maxHttpBufferSize: 65_536,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, done) => {
      void handshakes.begin(request).then((goesOn) => {
        if (!goesOn) metrics.refusals.inc({ code: "too_many_connections" });
        done(null, goesOn);
      });
    },
  });
  const inputOf = createInputs();
  io.engine.use((_: IncomingMessage, response: ServerResponse, next: () => void) => {
    for (const [name, value] of Object.entries(ofAll)) response.setHeader(name, value);
    next();
  });
  holdPosts(io, inputOf);
  // Engine.IO takes it when the server begins to listen.
  io.engine.opts.wsEngine = waryWebSockets(io.engine.opts.wsEngine as WebSocketServer);
  io.engine.on("connection", (connection: ChatSocket["conn"]) => {
    counts.add(handshakes.addressOf(connection.request), connection);
    gatherWrites(connection);
    guardWriteBuffer(connection, inputOf(connection), logger);
    guardPackets(connection, logger);
  });
  io.engine.on("connection_error", ({ message }: { message: string }) => {
    logger.debug({ reason: message }, "handshake refused");
  });

  const deliveries = createHandedDeliveries(chat, (err) =>
    logger.warn({ err }, "delivery not stored"),
  );
  const typing = createTyping(chat, io);
  const payloads = createPayloads(config.limits);
  const handlers = createHandlers(chat, typing, deliveries, { take, charge });
  const dispatcher = createDispatcher(handlers, payloads, take, limitConcurrency, metrics, logger);

  const tellHeads = async (userId: string, target: Pick<ChatSocket, "emit">): Promise<void> => {
    try {
      target.emit("heads", await chat.heads(userId));
    } catch (err) {
      logger.warn({ userId, err }, "heads not told");
    }
  };

  admit(io, { ...options, take, counts, handshakes });
  io.on("connection", (socket) => {
    const { user, identity, expiresAt } = socket.data;
    const log = logger.child({ socketId: socket.id, userId: user.userId });
    void socket.join(userRoomOf(user.userId));
    // Whoever was refused since the admission was not yet in the room that was hung up on.
    chat.signIn(identity).catch(() => socket.conn.close());
    dispatcher.attach(socket, inputOf(socket.conn));
    const leave = presence.add(socket);
    const cancelExpiry = callAt(expiresAt, () => socket.conn.close());
    const end = handshakes.succeed(socket.conn.request);
    metrics.connections.inc();
    log.info({ transport: socket.conn.transport.name }, "connected");
    socket.on("error", (err) => log.info({ err }, "unreadable packet"));
    socket.on("disconnect", (reason) => {
      cancelExpiry();
      end();
      typing.left(socket);
      leave();
      metrics.connections.dec();
      log.info({ reason }, "disconnected");
    });
    socket.emit("session", { user, limits: { messageLength: config.limits.messageLength } });
    void tellHeads(user.userId, socket);
  });

  const contacts = createContactTeller(chat, logger);
  const stops = [
    chat.onChange(createFanOut(chat, io, presence, deliveries, metrics, logger)),
    chat.onJoin((guestId, moves) => {
      for (const { participantIds, ...move } of moves) {
        toUsers(io, participantIds).emit("conversation_moved", move);
      }
      // Its token is refused from now on.
      hangUpOn(io, guestId);
    }),
    chat.moderation.onSignOut((userId) => hangUpOn(io, userId)),
    chat.onSessionEnd(({ userId, sessionId }) => hangUpOn(io, userId, sessionId)),
    chat.onAvailability(announceAvailability(contacts, io)),
    chat.watchAvailability(),
    presence.watch(announcePresence(contacts, chat, io, presence, logger)),
    () => contacts.stop(),
    repeat(
      HEADS_MS,
      async () => {
        for (const userId of presence.userIds()) await tellHeads(userId, toUsers(io, [userId]));
      },
      (err) => logger.error({ err }, "heads not told"),
    ),
    repeat(
      RECONCILE_MS,
      () => chat.reconcile(presence.userIds()),
      (err) => logger.warn({ err }, "unable to look for missed changes"),
    ),
  ];

  return {
    drain: () => dispatcher.drain(),
    async close() {
      for (const stop of stops) stop();
      presence.stop();
      const closedAt = new Date();
      const hangUp = async (): Promise<void> => {
        // Not `disconnect(true)`: clients take that for a wish that they stay away.
        await Promise.all(
          [...io.of("/").sockets.values()].map(({ conn }) => hangUpAfterSending(conn)),
        );
        await io.close();
      };
      const keepLastSeen = async (): Promise<void> => {
        for (const userId of presence.userIds()) await chat.touchLastSeen(userId, closedAt);
      };
      await Promise.all([hangUp(), keepLastSeen()]);
    },
  };
}

/** Ends a user's connections, or those of one session; each may come back with a token that is accepted. */
function hangUpOn(io: ChatServerIo, userId: string, sessionId?: string): void {
  const { adapter, sockets } = io.of("/");
  for (const id of adapter.rooms.get(userRoomOf(userId)) ?? []) {
    const socket = sockets.get(id);
    const isMeant = sessionId === undefined || socket?.data.identity.sessionId === sessionId;
    if (isMeant) socket?.conn.close();
  }
}

function hangUpAfterSending(connection: ChatSocket["conn"]): Promise<void> {
  return new Promise((resolve) => {
    connection.once("close", () => resolve());
    connection.close();
  });
}
