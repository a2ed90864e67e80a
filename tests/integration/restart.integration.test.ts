import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { stores } from "../support/use-server.js";
import type { WireMessage, WirePayload } from "../support/wire.js";
import { textsOf, useChat } from "./use-chat.js";

describe.each(stores)("a server that restarts, on %s", (store) => {
  const chat = useChat(store);

  it.each(["SIGTERM", "SIGKILL"] as const)(
    "by %s loses nothing, doubles nothing and keeps every order",
    async (signal) => {
      const { photographer, customer, conversationId } = await chat.pair();
      const clients = [chat.client(customer), chat.client(photographer)];
      const views = clients.map((client) => client.conversation(conversationId));
      const acked = new Set<string>();
      for (const client of clients) {
        client.on("sent", ({ message }) => acked.add(message.messageText));
      }
      await eventually(() => {
        for (const view of views) expect(view.snapshot.phase).toBe("ready");
      });

      const written: string[][] = [[], []];
      for (let round = 0; round < 2; round++) {
        const busy = setInterval(() => {
          for (const [number, view] of views.entries()) {
            if (view.snapshot.pendingCount > 100) continue;
            const text = `${number}: ${written[number]?.length}`;
            written[number]?.push(text);
            view.send(text);
          }
        }, 10);
        const before = acked.size;
        await eventually(() => expect(acked.size).toBeGreaterThan(before + 20));
        await chat.process.restart(signal);
        clearInterval(busy);
      }

      await eventually(
        async () => {
          for (const client of clients) expect(client.snapshot.pendingCount).toBe(0);
          for (const view of views) {
            while (view.snapshot.hasOlder) await view.loadOlder();
            expect(view.snapshot.messages.length).toBe(written.flat().length);
          }
        },
        { timeout: 60_000 },
      );
      const stored = await everythingStored(conversationId);
      const texts = stored.map((message) => message.messageText);
      expect(new Set(texts).size).toBe(texts.length);
      expect(new Set(texts)).toEqual(new Set(written.flat()));
      for (const text of acked) expect(texts).toContain(text);
      for (const view of views) expect(textsOf(view)).toEqual(texts);
      for (const [number, own] of written.entries()) {
        expect(texts.filter((text) => text.startsWith(`${number}:`))).toEqual(own);
      }

      async function everythingStored(id: string): Promise<WireMessage[]> {
        const all: WireMessage[] = [];
        for (let more = true, before = ""; more; before = `&before=${all[0]?.messageId}`) {
          const route = `GET /api/conversations/${id}/messages?limit=100${before}`;
          const page = await chat.fetch<WirePayload>(customer, route);
          all.unshift(...page.body.messages);
          more = page.body.hasMore;
        }
        return all;
      }
    },
    90_000,
  );
});
