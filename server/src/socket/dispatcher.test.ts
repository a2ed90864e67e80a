import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { ChatError } from "../chat/chat-error.js";
import { createMetrics } from "../metrics.js";
import type { Payloads } from "../payloads.js";
import type { ChatSocket } from "./chat-socket.js";
import { createDispatcher, type Handlers } from "./dispatcher.js";

it("holds back a connection that is refused again and again, and answers it", async () => {
  const refuse = () =>
    Promise.reject(new ChatError("rate_limited", "Too many.", { retryAfterMs: 1 }));
  const logger = pino({ level: "silent" });
  const dispatcher = createDispatcher(
    {} as Handlers,
    {} as Payloads,
    refuse,
    (_user, _address, call) => call(),
    createMetrics(),
    logger,
  );
  let receive: (packet: unknown[]) => void = () => {};
  const socket = {
    data: { user: { userId: "anna" }, address: "192.0.2.7" },
    use: (handle: typeof receive) => (receive = handle),
  } as unknown as ChatSocket;
  const hold = vi.fn(() => () => {});
  dispatcher.attach(socket, { hold, whenFree: (next) => next() });

  const ask = () => new Promise((answer) => receive(["no such event", answer]));
  await Promise.all(Array.from({ length: 999 }, ask));
  expect(hold).not.toHaveBeenCalled();
  expect(await ask()).toMatchObject({ ok: false, error: { code: "rate_limited" } });
  expect(hold).toHaveBeenCalledOnce();
});
