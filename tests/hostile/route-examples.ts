import { signToken } from "../support/sign-token.js";
import type { Answer } from "../support/use-server.js";
import { ADMIN_KEY, type Place, type PlaceServer } from "./use-place.js";

/** A request that is answered with a success. */
export interface RouteExample {
  /** Who asks; null: nobody. */
  token: string | null;
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}

type MakeExample = (place: Place, server: PlaceServer) => RouteExample | Promise<RouteExample>;

/**
 * For each route of `/openapi.json` a request that succeeds, made anew each time. A new route needs
 * a row here and nothing else: its hostile variants are made from its description. Name every field
 * of the body and the query in the example; what is not named is not looked into.
 */
export const routeExamples: Record<string, MakeExample> = {
  "GET /healthz": anonymous,
  "GET /readyz": anonymous,
  "GET /metrics": anonymous,
  "GET /inbox": anonymous,
  "GET /photo-chat.js": anonymous,
  "GET /openapi.json": anonymous,
  "POST /api/guests": () => ({ token: null, body: { name: "Gina", email: "gina@example.com" } }),
  "POST /api/guests/join": async ({ customer }, server) => {
    const guest = await server.fetch<{ token: string }>(null, "POST /api/guests", {});
    return { token: customer.token, body: { guestToken: guest.body.token } };
  },
  "POST /api/sign-in": () => ({
    token: null,
    body: { email: `${crypto.randomUUID()}@example.com` },
  }),
  "POST /api/sign-in/exchange": async ({ photographer }, server) => {
    const user = { ...photographer, token: withUse(photographer.userId, "link") };
    const made: Answer<{ code: string }> = await server.fetch(user, "POST /api/sign-in/links", {
      expiresIn: 60,
    });
    return { token: null, body: { code: made.body.code } };
  },
  "POST /api/sign-in/links": ({ photographer }) => ({
    token: withUse(photographer.userId, "link"),
    body: { expiresIn: 60 },
  }),
  "POST /api/session": asSession,
  "DELETE /api/session": asSession,
  "GET /api/profile": asPhotographer,
  "PUT /api/profile": ({ photographer }) => ({
    token: photographer.token,
    body: {
      name: "Pia",
      picture: "https://studio.example/pia.jpg",
      email: "pia@example.com",
      availability: {
        mode: "hours",
        timeZone: "Europe/Berlin",
        hours: [{ day: 1, from: "09:00", to: "17:00" }],
        answer: "I am back on Monday.",
      },
    },
  }),
  "GET /api/replies": asPhotographer,
  "POST /api/replies": ({ photographer }) => ({ token: photographer.token, body: reply }),
  "PUT /api/replies/{replyId}": async (place, server) => ({
    ...(await ownReply(place, server)),
    body: reply,
  }),
  "DELETE /api/replies/{replyId}": ownReply,
  "GET /api/blocks": asCustomer,
  "PUT /api/blocks/{userId}": ({ customer, photographer }) => ({
    token: customer.token,
    path: { userId: photographer.userId },
  }),
  "DELETE /api/blocks/{userId}": ({ customer, photographer }) => ({
    token: customer.token,
    path: { userId: photographer.userId },
  }),
  "POST /api/reports": ({ customer, photographer, conversationId, messageId }) => ({
    token: customer.token,
    body: { userId: photographer.userId, conversationId, messageId, reason: "abuse", note: "rude" },
  }),
  "PUT /api/admin/users/{userId}/ban": (place) => ({
    ...onPerson(place),
    body: { reason: "rude", until: "2999-01-31T12:00:00Z" },
  }),
  "DELETE /api/admin/users/{userId}/ban": onPerson,
  "POST /api/admin/users/{userId}/revoke-tokens": onPerson,
  "POST /api/admin/users/{userId}/erase": onPerson,
  "GET /api/admin/users/{userId}/export": onPerson,
  "DELETE /api/admin/conversations/{conversationId}": ({ conversationId }) => ({
    token: ADMIN_KEY,
    path: { conversationId },
  }),
  "GET /api/admin/reports": () => ({ token: ADMIN_KEY, query: { status: "open", limit: "5" } }),
  "POST /api/admin/reports/{reportId}/close": async (place, server) => {
    const { customer: user, photographer, conversationId } = place;
    const report = { userId: photographer.userId, conversationId, reason: "abuse" };
    const made: Answer<{ reportId: string }> = await server.fetch(
      user,
      "POST /api/reports",
      report,
    );
    return { token: ADMIN_KEY, path: { reportId: made.body.reportId } };
  },
  "GET /api/admin/audit": () => ({ token: ADMIN_KEY, query: { limit: "5" } }),
  "GET /api/me": asCustomer,
  "GET /api/unread": asCustomer,
  "GET /api/conversations": ({ customer, conversationId }) => ({
    token: customer.token,
    query: { limit: "5", before: conversationId, search: "a" },
  }),
  "POST /api/conversations": ({ customer, photographer }) => ({
    token: customer.token,
    body: { userId: photographer.userId },
  }),
  "GET /api/conversations/{id}/messages": ({ customer, conversationId, messageId }) => ({
    token: customer.token,
    path: { id: conversationId },
    query: { limit: "5", before: messageId },
  }),
  "POST /api/conversations/{id}/messages": ({ customer, conversationId }) => ({
    token: customer.token,
    path: { id: conversationId },
    body: {
      messageText: "hello",
      messageType: "image",
      attachmentUrl: "https://studio.example/proof.jpg",
      about: { id: "7", title: "Dunes", src: "/dunes.jpg" },
      clientMessageId: crypto.randomUUID(),
    },
  }),
  "POST /api/conversations/{id}/read": ({ customer, conversationId, messageId }) => ({
    token: customer.token,
    path: { id: conversationId },
    body: { upToMessageId: messageId },
  }),
};

function onPerson({ customer }: Place): RouteExample {
  return { token: ADMIN_KEY, path: { userId: customer.userId } };
}

const reply = { title: "Thanks", text: "Thank you for writing." };

function anonymous(): RouteExample {
  return { token: null };
}

function asCustomer({ customer }: Place): RouteExample {
  return { token: customer.token };
}

function asPhotographer({ photographer }: Place): RouteExample {
  return { token: photographer.token };
}

function asSession({ photographer }: Place): RouteExample {
  return { token: withUse(photographer.userId, "session") };
}

function withUse(sub: string, use: string): string {
  const claims = { use, sid: crypto.randomUUID() };
  return signToken(sub, { role: "photographer", claims });
}

async function ownReply({ photographer }: Place, server: PlaceServer): Promise<RouteExample> {
  const saved: Answer<{ replyId: string }> = await server.fetch(
    photographer,
    "POST /api/replies",
    reply,
  );
  return { token: photographer.token, path: { replyId: saved.body.replyId } };
}
