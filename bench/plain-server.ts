/**
 * The baseline: chat as most people would write it with the same libraries. A token checked at the
 * handshake, a room per conversation, one Drizzle insert per message, an emit to the room, an ack.
 * It takes DATABASE_URL, JWT_SECRET and PORT from the environment.
 *
 * What it leaves out makes it faster, not slower: no membership check, no repeatable sends, no order
 * within a conversation, no receipts, no limits, no catching up.
 */
import { createServer } from "node:http";
import type { ConversationRef } from "@photo-chat/sdk/protocol";
import { drizzle } from "drizzle-orm/node-postgres";
import { boolean, index, pgTable, serial, text, timestamp, varchar } from "drizzle-orm/pg-core";
import { jwtVerify } from "jose";
import pg from "pg";
import { Server } from "socket.io";

const messages = pgTable(
  "messages",
  {
    messageId: serial("message_id").primaryKey(),
    conversationId: text("conversation_id").notNull(),
    senderId: text("sender_id").notNull(),
    receiverId: text("receiver_id").notNull(),
    messageText: text("message_text").notNull(),
    messageType: varchar("message_type", { length: 20 }).notNull().default("text"),
    attachmentUrl: text("attachment_url"),
    isRead: boolean("is_read").notNull().default(false),
    readAt: timestamp("read_at"),
    createdAt: timestamp("created_at").notNull().defaultNow(),
    updatedAt: timestamp("updated_at").notNull().defaultNow(),
  },
  (table) => [index("messages_conversation").on(table.conversationId, table.messageId)],
);

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
const db = drizzle(pool);
await pool.query(`
  create table messages (
    message_id serial primary key,
    conversation_id text not null,
    sender_id text not null,
    receiver_id text not null,
    message_text text not null,
    message_type varchar(20) not null default 'text',
    attachment_url text,
    is_read boolean not null default false,
    read_at timestamp,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now()
  );
  create index messages_conversation on messages (conversation_id, message_id);
`);

interface Send extends ConversationRef {
  messageText: string;
}

type Reply = (answer: { ok: boolean; [field: string]: unknown }) => void;

interface ClientEvents {
  join_conversation: (payload: ConversationRef, ack: Reply) => Promise<void>;
  send_message: (payload: Send, ack: Reply) => Promise<void>;
}

interface ServerEvents {
  new_message: (event: ConversationRef & { message: unknown }) => void;
}

const secret = new TextEncoder().encode(process.env["JWT_SECRET"]);
const http = createServer((_request, response) => response.end("ok"));
const io = new Server<ClientEvents, ServerEvents, Record<string, never>, { userId: string }>(http);

io.use((socket, next) => {
  const { token } = socket.handshake.auth as { token: string };
  jwtVerify<{ sub: string }>(token, secret).then(
    ({ payload }) => {
      socket.data.userId = payload.sub;
      next();
    },
    () => next(new Error("unauthorized")),
  );
});

io.on("connection", (socket) => {
  const senderId = socket.data.userId;

  socket.on("join_conversation", async ({ conversationId }, ack) => {
    await socket.join(conversationId);
    ack({ ok: true });
  });

  socket.on("send_message", async ({ conversationId, messageText }, ack) => {
    try {
      const [, a = "", b = ""] = conversationId.split("_");
      const receiverId = a === senderId ? b : a;
      const [message] = await db
        .insert(messages)
        .values({ conversationId, senderId, receiverId, messageText })
        .returning();
      io.to(conversationId).emit("new_message", { conversationId, message });
      ack({ ok: true, message });
    } catch {
      ack({ ok: false, error: { code: "internal", message: "the message was not stored" } });
    }
  });
});

http.listen(Number(process.env["PORT"]), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
