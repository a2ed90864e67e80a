import type { ChatClient } from "@photo-chat/sdk";
import { eventually } from "../support/eventually.js";
import { type Figure, neverFigure, timesFigure } from "./figure.js";
import type { Place } from "./place.js";

const ROUNDS = 5;
const PAIRS = 10;
/** Of each client. */
const WRITE_EVERY_MS = 50;
const BAR_MS = 10_000;
const UNDER_LOAD_MS = 1_000;

/** I14: the server is told to end while people write, and started again. */
export async function measureShutdowns(place: Place): Promise<readonly Figure[]> {
  const clients: ChatClient[] = [];
  /** What a page would show as an error, by the client it happened to. */
  const shown = new Map<ChatClient, string>();
  let writing = true;
  for (let pair = 0; pair < PAIRS; pair++) {
    const { photographer, customer, conversationId } = await place.pair();
    for (const user of [photographer, customer]) {
      const client = await place.device(user);
      clients.push(client);
      client.on("error", ({ code }) => shown.set(client, code));
      client.on("connection", ({ state }) => {
        if (state === "stopped") shown.set(client, state);
      });
      const conversation = client.conversation(conversationId);
      conversation.subscribe(() => {
        if (conversation.snapshot.messages.some(({ status }) => status === "failed"))
          shown.set(client, "failed");
      });
      await eventually(() => {
        if (conversation.snapshot.phase !== "ready") throw new Error("not loaded");
      });
      const timer = setInterval(() => {
        if (!writing) clearInterval(timer);
        else if (conversation.snapshot.pendingCount < 100) conversation.send("hm");
      }, WRITE_EVERY_MS);
    }
  }

  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, UNDER_LOAD_MS));
    const start = performance.now();
    const exitCode = await place.server.kill("SIGTERM");
    times.push(exitCode === 0 ? performance.now() - start : Infinity);
    await place.server.start();
    await eventually(() => {
      const away = clients.filter(({ snapshot }) => snapshot.connection.state !== "online");
      if (away.length > 0) throw new Error(`${away.length} are not back`);
    });
  }
  writing = false;
  await eventually(
    () => {
      const waiting = clients.filter(({ snapshot }) => snapshot.pendingCount > 0);
      if (waiting.length > 0) throw new Error(`messages of ${waiting.length} wait`);
    },
    { timeout: 30_000 },
  );
  place.hangUp();
  const invariant = "I14";
  return [
    timesFigure({ invariant, what: "SIGTERM under load: the process has ended" }, times, BAR_MS),
    neverFigure(
      { invariant, what: "SIGTERM under load: clients that showed an error" },
      shown.size,
      clients.length,
    ),
  ];
}
