import { createChatClient } from "@photo-chat/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { type LocalPostgres, startLocalPostgres } from "../support/postgres.js";
import { connectRaw, refusalOf } from "../support/raw-client.js";
import { startServer, type TestServer } from "../support/server.js";
import { statusOf, textsOf } from "./use-chat.js";

let postgres: LocalPostgres;
let server: TestServer;
beforeAll(async () => {
  postgres = await startLocalPostgres();
  server = await startServer({
    databaseUrl: await postgres.createDatabase(),
    env: { LIMIT_ATTEMPTS_PER_SECOND: "1", LIMIT_ATTEMPT_BURST: "20" },
  });
});
afterAll(async () => {
  await server.stop();
  await postgres.stop();
});

describe("without PostgreSQL", () => {
  it.each(["SIGINT", "SIGKILL"] as const)(
    "after %s the server says unavailable, acks nothing, and heals by itself",
    async (signal) => {
      const [pia, carl] = [
        { id: `pia-${signal}`, role: "photographer" },
        { id: `carl-${signal}`, role: "customer" },
      ].map(({ id, role }) => {
        const getToken = () => server.token(id, { role });
        return createChatClient({ url: server.url, getToken });
      });
      if (!pia || !carl) throw new Error("two clients were made");
      try {
        pia.connect();
        await eventually(() => expect(pia.snapshot.connection.state).toBe("online"));
        const carls = await carl.open(`pia-${signal}`);
        const pias = pia.conversation(carls.id);
        carls.send("before");
        await eventually(() => expect(textsOf(pias)).toEqual(["before"]));
        const raw = await connectRaw(server.url, { token: server.token(`carl-${signal}`) });

        await postgres.kill(signal);
        const refused = await raw.request("send_message", {
          conversationId: carls.id,
          messageText: "never acked",
        });
        expect(refused).toMatchObject({ ok: false, error: { code: "unavailable" } });
        carls.send("kept");
        await eventually(async () => {
          const ready = await fetch(`${server.url}/readyz`);
          expect(ready.status).toBe(503);
          expect(ready.headers.get("retry-after")).not.toBeNull();
        });
        expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
        const stranger = server.token(`new-${signal}`);
        // In turns: those that could not be let in count against nobody's limit.
        for (let turn = 0; turn < 3; turn++) {
          const tries = Array.from({ length: 10 }, () =>
            refusalOf(server.url, { token: stranger }),
          );
          expect(new Set(await Promise.all(tries))).toEqual(new Set(["unavailable"]));
        }
        const me = await fetch(`${server.url}/api/conversations`, {
          headers: { authorization: `Bearer ${stranger}` },
        });
        expect(me.status).toBe(503);
        expect(statusOf(carls, "kept")).toBe("sending");

        await postgres.start();
        await eventually(() => expect(textsOf(pias)).toEqual(["before", "kept"]), {
          timeout: 30_000,
        });
        await eventually(() => expect(statusOf(carls, "kept")).toBe("delivered"));
        raw.socket.close();
      } finally {
        pia.dispose();
        carl.dispose();
      }
    },
  );

  it("who has gone meanwhile is shown as gone once it is back", async () => {
    const [pia, carl] = ["pia-away", "carl-away"].map((id) => {
      const role = id.startsWith("pia") ? "photographer" : "customer";
      const getToken = () => server.token(id, { role });
      return createChatClient({ url: server.url, getToken });
    });
    if (!pia || !carl) throw new Error("two clients were made");
    try {
      pia.connect();
      await eventually(() => expect(pia.snapshot.connection.state).toBe("online"));
      const carls = await carl.open("pia-away");
      const carlIsOnline = () =>
        pia
          .conversation(carls.id)
          .snapshot.participants.find(({ userId }) => userId === "carl-away")?.online;
      await eventually(() => expect(carlIsOnline()).toBe(true));

      await postgres.kill("SIGKILL");
      carl.dispose();
      await eventually(() => expect(server.logs()).toContain("presence not announced"));
      expect(carlIsOnline()).toBe(true);
      await postgres.start();
      await eventually(() => expect(carlIsOnline()).toBe(false));
    } finally {
      pia.dispose();
      carl.dispose();
    }
  });
});
