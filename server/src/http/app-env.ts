import type { HttpBindings } from "@hono/node-server";
import type { User } from "@photo-chat/sdk/protocol";

/** What a handler finds in its context. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The client's, as limits count it. */
    address: string;
    /** Once it has been read. */
    body: string | undefined;
    /** Set behind `authenticate`. */
    user: User;
    /** Of a session that began with a sign-in link. */
    sessionId: string | undefined;
    /** The token only makes a sign-in link. */
    isLink: boolean;
  };
}
