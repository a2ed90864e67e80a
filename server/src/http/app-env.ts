import type { HttpBindings } from "@hono/node-server";
import type { TokenUse } from "../auth/token-signer.js";
import type { User } from "@photo-chat/sdk/protocol";

/** What a handler finds in its context. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The client's, as limits count it. */
    address: string;
    /** Set behind `authenticate`. */
    user: User;
    tokenUse: TokenUse | null;
  };
}
