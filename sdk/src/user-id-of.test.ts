import { describe, expect, it } from "vitest";
import { userIdOf } from "./user-id-of.js";

const jwt = (payload: unknown) =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.signature`;

describe("the user id of a token", () => {
  it.each(["5", "user_2x", "Jürgen Ø 🙂", "a?b>c~ÿÿ"])("is %j", (sub) => {
    expect(userIdOf(jwt({ sub }))).toBe(sub);
  });

  it.each([jwt({}), jwt({ sub: "" }), jwt({ sub: 5 }), jwt(null), "", "opaque", "a.b.c", "a.%.c"])(
    "is unknown for %j",
    (token) => {
      expect(userIdOf(token)).toBe(null);
    },
  );
});
