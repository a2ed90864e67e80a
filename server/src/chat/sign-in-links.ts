import { createHash, randomBytes } from "node:crypto";
import type { AccountRow } from "../store/sign-in-statements.js";
import type { Statements } from "../store/statements.js";
import { ChatError } from "./chat-error.js";

const CODE_BYTES = 32;

/** One-time codes for photographers who have no site that signs them in. */
export interface SignInLinks {
  /** A code for a user who is known; only its hash is stored. */
  create(userId: string, seconds: number): Promise<string>;
  /** Uses a code up. @throws ChatError `auth_invalid` when it is none, was used or is too old */
  redeem(code: string): Promise<AccountRow>;
  /** Who a session goes on for. @throws ChatError `auth_invalid` for who is no photographer any more */
  account(userId: string): Promise<AccountRow>;
  /** Null for an address that no photographer has. */
  photographerOf(email: string): Promise<AccountRow | null>;
}

export function createSignInLinks({ signIns }: Pick<Statements, "signIns">): SignInLinks {
  const photographer = (row: AccountRow | undefined, problem: string): AccountRow => {
    if (row?.role !== "photographer") {
      throw new ChatError("auth_invalid", `Unable to sign in; ${problem}.`);
    }
    return row;
  };

  return {
    async create(userId, seconds) {
      const code = randomBytes(CODE_BYTES).toString("base64url");
      await signIns.removeOldCodes();
      await signIns.addCode({ codeHash: hashOf(code), userId, seconds });
      return code;
    },
    async redeem(code) {
      const [row] = await signIns.useCode({ codeHash: hashOf(code) });
      return photographer(row?.is_fresh ? row : undefined, "the link was used or is too old");
    },
    async account(userId) {
      const [row] = await signIns.account({ userId });
      return photographer(row, "the user is no photographer");
    },
    async photographerOf(email) {
      const [row] = await signIns.photographerByEmail({ email });
      return row ?? null;
    },
  };
}

function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
