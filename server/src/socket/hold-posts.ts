import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChatServerIo, ChatSocket } from "./chat-socket.js";
import type { InputOf } from "./input.js";

/** As Engine.IO has read it before it asks its middleware. */
type EngineRequest = IncomingMessage & { _query: { sid?: string } };

/** What a connection that is held back posts waits, unread; its polls and upgrades do not. */
export function holdPosts({ engine }: ChatServerIo, inputOf: InputOf): void {
  // Not declared as public.
  const { clients } = engine as unknown as { clients: Record<string, ChatSocket["conn"]> };
  engine.use(
    ({ method, _query: { sid = "" } }: EngineRequest, _: ServerResponse, next: () => void) => {
      const connection =
        method === "POST" && Object.hasOwn(clients, sid) ? clients[sid] : undefined;
      if (connection) inputOf(connection).whenFree(next);
      else next();
    },
  );
}
