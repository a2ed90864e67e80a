import { afterEach, expect, it, vi } from "vitest";
import { ChatError } from "../chat-error.js";
import { createManualClock, settled } from "../testing/manual-clock.js";
import { manyMayWait } from "./many-may-wait.js";
import { pause } from "./repeat.js";

const warned = vi.fn();

afterEach(() => {
  process.off("warning", warned);
});

it("lets any number wait for the end of one connection, in silence", async () => {
  process.on("warning", warned);
  const clock = createManualClock();
  const connection = new AbortController();
  manyMayWait(connection.signal);
  const waits = Array.from({ length: 50 }, (_, at) =>
    pause(at < 20 ? 10 : 1_000, connection.signal, clock).then(
      () => "over",
      ({ code }: ChatError) => code,
    ),
  );
  await clock.advance(100);
  connection.abort(new ChatError("offline", "unable to go on; the connection was lost"));
  expect(await Promise.all(waits)).toEqual([
    ...Array.from({ length: 20 }, () => "over"),
    ...Array.from({ length: 30 }, () => "offline"),
  ]);
  await expect(pause(10, connection.signal, clock)).rejects.toMatchObject({ code: "offline" });
  expect(clock.timers).toBe(0);
  await settled();
  expect(warned).not.toHaveBeenCalled();
});
