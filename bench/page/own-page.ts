import { connectRaw, type RawClient } from "../../tests/support/raw-client.js";
import { seedMessages } from "../../tests/support/seed-messages.js";
import { startServer } from "../../tests/support/server.js";
import type { OwnPage } from "./contenders.js";

export interface OwnServer {
  /** A conversation of a customer and a photographer with as many stored messages, read by both. */
  conversation(count: number): Promise<OwnPage>;
  stop(): Promise<void>;
}

/** Our server, from the build, on PostgreSQL. */
export async function startOwnServer(databaseUrl: string): Promise<OwnServer> {
  const env = { LIMIT_MESSAGES_PER_SECOND: "100000", LIMIT_MESSAGE_BURST: "100000" };
  const server = await startServer({ databaseUrl, env });
  const { url } = server;
  const peers: RawClient[] = [];

  async function ask<Body>(path: string, token: string, body?: object): Promise<Body> {
    const response = await fetch(url + path, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as Body;
  }

  return {
    async conversation(count) {
      const [me, peer] = [`carl${peers.length}`, `pia${peers.length}`];
      const token = server.token(me, { name: "Carl" });
      const peerToken = server.token(peer, { name: "Pia", role: "photographer" });
      await ask("/api/me", peerToken);
      const { conversation } = await ask<{ conversation: { conversationId: string } }>(
        "/api/conversations",
        token,
        { userId: peer },
      );
      const { conversationId } = conversation;
      await seedMessages({ databaseUrl, conversationId, userIds: [me, peer], count });
      const client = await connectRaw(url, { token: peerToken });
      peers.push(client);
      return {
        url,
        token,
        peer,
        receive: (texts) =>
          Promise.all(
            texts.map((messageText, i) =>
              client.request("send_message", {
                conversationId,
                messageText,
                clientMessageId: `burst-${peer}-${i}`,
              }),
            ),
          ),
      };
    },
    async stop() {
      for (const { socket } of peers) socket.close();
      await server.stop();
    },
  };
}
