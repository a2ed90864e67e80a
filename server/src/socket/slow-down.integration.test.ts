import { expect, it } from "vitest";
import { connectRaw } from "../../../tests/support/raw-client.js";
import { useChatServer } from "../../../tests/support/use-chat-server.js";

const server = useChatServer();

it.each(["websocket", "polling"] as const)(
  "all of a flood over a %s is answered, and the connection goes on",
  async (kind) => {
    const { token } = server.user();
    const client = await connectRaw(server.url, { token }, { transports: [kind] });
    const ask = async (): Promise<string> => {
      const payload = { conversationId: "conv_1_2" };
      return (await client.socket.emitWithAck("leave_conversation", payload)).error.code;
    };
    const codes = await Promise.all(Array.from({ length: 4_000 }, ask));
    expect(new Set(codes)).toEqual(new Set(["forbidden", "rate_limited"]));
    await client.settled();
    client.socket.close();
  },
);
