import type { User } from "@photo-chat/sdk/protocol";
import type { Chat } from "../chat/chat.js";
import type { TokenClaims, TokenSigner } from "./token-signer.js";

export interface Issued {
  token: string;
  user: User;
}

/** Makes a user of this server's own known and signs its token, good for `expiresIn` seconds. */
export type IdentityIssuer = (claims: TokenClaims, expiresIn: number) => Promise<Issued>;

export function createIdentityIssuer(
  chat: Chat,
  sign: TokenSigner,
  now: () => number,
): IdentityIssuer {
  return async (claims, expiresIn) => {
    const { sub, name, email, role } = claims;
    const issuedAt = Math.floor(now() / 1_000);
    const user = await chat.signIn({
      userId: sub,
      name,
      email,
      picture: null,
      role,
      issuedAt,
      signedAt: issuedAt,
    });
    return { token: await sign(claims, expiresIn), user };
  };
}
