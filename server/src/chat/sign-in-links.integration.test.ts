import { describe, expect, it } from "vitest";
import { rowsOf, useCore } from "../../../tests/support/use-core.js";
import { stores } from "../../../tests/support/use-server.js";
import { ALWAYS_THERE } from "./availabilities.js";

describe.each(stores)("a sign-in link for an address, on %s", (store) => {
  const core = useCore(store);

  const setEmail = (userId: string, email: string) =>
    core.chat.photographers.setProfile(userId, {
      ...{ name: null, picture: null, email, availability: ALWAYS_THERE },
    });
  const tokenSays = (userId: string, email: string) =>
    core.chat.signIn({
      ...{ userId, name: null, picture: null, email, role: "photographer" },
      issuedAt: Math.ceil(Date.now() / 1_000) + 5,
    });
  const signsIn = async (email: string) => (await core.chat.signInLinks.photographerOf(email))?.id;

  it("is for whom the host gave it to, whoever else takes it", async () => {
    const [owner, other] = [await core.user("photographer"), await core.user("photographer")];
    const email = `${owner}@studio.example`;
    await tokenSays(owner, email);
    await setEmail(other, email.toUpperCase());
    await core.chat.touchLastSeen(other, new Date());
    expect(await signsIn(email)).toBe(owner);
    // A session has the address of the settings in its tokens.
    await tokenSays(other, email);
    expect(await signsIn(email)).toBe(owner);
  });

  it("is for who took it first, when all gave it themselves", async () => {
    const [first, second] = [await core.user("photographer"), await core.user("photographer")];
    const email = `${first}@studio.example`;
    await setEmail(first, email);
    // Whatever else happens in the same millisecond.
    await rowsOf(core.store, "UPDATE users SET email_own_since = email_own_since - interval '1 s'");
    await setEmail(second, email);
    await setEmail(first, email);
    await core.chat.touchLastSeen(second, new Date());
    expect(await signsIn(email)).toBe(first);
    await tokenSays(second, email.replace("studio", "new"));
    await tokenSays(second, email);
    expect(await signsIn(email), "the host has given it since").toBe(second);
  });
});
