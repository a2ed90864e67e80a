import { conversationIdOf } from "@photo-chat/sdk/protocol";
import { describe, expect, it } from "vitest";
import { useChatServer } from "../../tests/support/use-chat-server.js";
import { createPayloads } from "./payloads.js";

/** Events that name no conversation, or many of which the stranger's are left out. */
const withoutConversation = new Set(["sync", "list_conversations"]);
const events = Object.keys(createPayloads({ messageLength: 100 }));

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
}

describe("every event and route that names a conversation", () => {
  const server = useChatServer();

  /** A pair's conversation, and a stranger who is known to the server. */
  async function pairAndStranger() {
    const photographer = server.user({ role: "photographer" });
    const customer = server.user();
    await server.connect(photographer.token);
    const client = await server.connect(customer.token);
    const foreign = conversationIdOf(photographer.userId, customer.userId);
    await client.request("join_conversation", { conversationId: foreign });
    const sent = await client.request("send_message", {
      conversationId: foreign,
      messageText: "private",
    });
    const stranger = server.user({ role: "photographer" });
    const names = {
      foreign,
      unknown: conversationIdOf(photographer.userId, "nobody"),
      "unknown group": "group_00000000-0000-4000-8000-000000000000",
      "of other people": "conv_x_y",
      malformed: "not-a-conversation",
    };
    return { names, stranger, messageId: sent["message"].messageId };
  }

  it.each(events.filter((event) => !withoutConversation.has(event)))(
    "%s answers a stranger the same, whether it exists or not",
    async (event) => {
      const { names, stranger, messageId } = await pairAndStranger();
      const client = await server.connect(stranger.token);
      for (const [what, conversationId] of Object.entries(names)) {
        const payload = { conversationId, messageText: "in", upToMessageId: messageId };
        expect(await client.request(event, payload), what).toEqual({
          ok: false,
          error: { code: "forbidden", message: "No conversation of yours has this id." },
        });
      }
      expect(client.received("new_message")).toEqual([]);
    },
  );

  it("is in the table: those that name none leave out what is not the caller's", async () => {
    const { names, stranger } = await pairAndStranger();
    const client = await server.connect(stranger.token);
    const conversations = Object.fromEntries(Object.values(names).map((id) => [id, 0]));
    expect(await client.request("sync", { conversations })).toEqual({
      ok: true,
      conversations: {},
    });
    expect(await client.request("list_conversations")).toMatchObject({ conversations: [] });
    expect([...withoutConversation].every((event) => events.includes(event))).toBe(true);
  });

  it("answers a stranger over REST the same, whether it exists or not", async () => {
    const { names, stranger, messageId } = await pairAndStranger();
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApi;
    const routes = Object.entries(document.paths)
      .filter(([path]) => path.includes("{id}"))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method, path] as const));
    expect(routes.length).toBeGreaterThanOrEqual(3);

    for (const [method, path] of routes) {
      for (const [what, conversationId] of Object.entries(names)) {
        const body = JSON.stringify({ messageText: "in", upToMessageId: messageId });
        const response = await fetch(server.url + path.replace("{id}", conversationId), {
          method: method.toUpperCase(),
          headers: { authorization: `Bearer ${stranger.token}` },
          ...(method === "post" ? { body } : {}),
        });
        expect(response.status, `${method} ${path} ${what}`).toBe(403);
        expect(await response.json()).toEqual({
          error: { code: "forbidden", message: "No conversation of yours has this id." },
        });
      }
    }
  });

  it("answers every /api route without a token with 401", async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApi;
    const open = ["/api/guests", "/api/sign-in", "/api/sign-in/exchange"];
    const paths = Object.keys(document.paths).filter((path) => path.startsWith("/api/"));
    for (const path of paths.filter((name) => !open.includes(name))) {
      for (const method of Object.keys(document.paths[path] ?? {})) {
        const response = await fetch(server.url + path, { method: method.toUpperCase() });
        expect(response.status, `${method} ${path}`).toBe(401);
        expect(response.headers.get("www-authenticate")).toBe("Bearer");
      }
    }
  });
});
