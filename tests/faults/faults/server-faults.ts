import { setTimeout as delay } from "node:timers/promises";
import type { ConnectionSnapshot } from "@photo-chat/sdk";
import type { Fault } from "../fault.js";
import type { TcpProxy } from "../../support/tcp-proxy.js";
import { lasting } from "../lasting.js";
import type { World } from "../world.js";

/** The beginning of what acks a message. */
const ACK = '"ok":true,"message":{';
/** Of the statement that appends, and of the rows it answers with. */
const APPEND = "message_append";
const APPENDED = "client_message_id";
/** After so long without the moment that is waited for, in milliseconds, any moment will do. */
const MOMENT_MS = 2_000;
/** After so long nothing more comes of waiting, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Kills the server at a moment that a wire sees, and starts it again. */
async function killAt(
  world: World,
  signal: AbortSignal,
  catchMoment: (kill: () => Promise<void>) => () => void,
): Promise<void> {
  let giveUp = (): void => {};
  const killed = new Promise<void>((resolve) => {
    giveUp = catchMoment(() => world.server.kill("SIGKILL").then(resolve));
  });
  await Promise.race([killed, lasting(MOMENT_MS, signal)]);
  giveUp();
  await world.server.kill("SIGKILL");
  await world.server.start();
}

/** Waits until it is so, or for as long as makes sense. */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!isSo() && performance.now() < deadline) await delay(50);
}

const databaseWire = ({ store }: World): TcpProxy => {
  if (!store.outer) throw new Error("only PostgreSQL is behind a wire");
  return store.outer.wire;
};

export const serverFaults: readonly Fault[] = [
  {
    name: "kill",
    lanes: ["server"],
    async strike({ server }, random, signal) {
      await server.kill("SIGKILL");
      await lasting(random.int(0, 1_500), signal);
      await server.start();
    },
  },
  {
    name: "kill-before-commit",
    lanes: ["server"],
    stores: ["postgres"],
    strike: (world, _, signal) =>
      killAt(world, signal, (kill) =>
        databaseWire(world).intercept("up", APPEND, async () => {
          await kill();
          return false;
        }),
      ),
  },
  {
    name: "kill-after-commit",
    lanes: ["server"],
    stores: ["postgres"],
    strike: (world, _, signal) =>
      killAt(world, signal, (kill) =>
        databaseWire(world).intercept("down", APPENDED, async () => {
          await kill();
          return false;
        }),
      ),
  },
  {
    name: "kill-at-ack",
    lanes: ["server"],
    strike: (world, random, signal) =>
      killAt(world, signal, (kill) =>
        random.pick(world.wires()).intercept("down", ACK, async () => {
          await kill();
          return random.chance(0.5);
        }),
      ),
  },
  {
    name: "shutdown",
    lanes: ["server"],
    async strike({ server }, random, signal) {
      await server.kill("SIGTERM");
      await lasting(random.int(0, 500), signal);
      await server.start();
    },
  },
  {
    name: "rotated-keys",
    lanes: ["server"],
    async strike(world, random) {
      await world.server.kill(random.chance(0.5) ? "SIGTERM" : "SIGKILL");
      world.secret = `another secret, of more than 32 bytes: ${random.int(0, 1e9)}`;
      await world.server.start({ JWT_SECRET: world.secret });
    },
  },
  {
    name: "restored-backup",
    lanes: ["server", "database", "network", "people"],
    async strike(world, random, signal) {
      const { server, store, now, restores } = world;
      if (restores.length > 0) return;
      await server.kill("SIGKILL");
      const backupAt = now();
      await store.backUp();
      await server.start();
      await lasting(random.int(1_000, 4_000), signal);
      // Only a client that comes back before the conversations are where it knew them can notice:
      // nobody has anything to write until all are back.
      world.isQuiet = true;
      await until(() => world.pages.every(({ client }) => client.snapshot.pendingCount === 0));
      await server.kill("SIGKILL");
      // What the dead server has still on its way to somebody must not arrive after the restore.
      for (const wire of world.wires()) wire.reset();
      await store.restore();
      restores.push({ backupAt, restoredAt: now() });
      await server.start();
      for (const page of world.pages) page.emit("wake");
      const isBack = ({ state, catchingUp }: ConnectionSnapshot): boolean =>
        state === "online" && !catchingUp;
      await until(() => world.pages.every(({ client }) => isBack(client.snapshot.connection)));
      world.isQuiet = false;
    },
  },
];
