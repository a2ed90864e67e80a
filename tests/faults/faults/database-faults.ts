import type { Fault } from "../fault.js";
import { lasting } from "../lasting.js";
import type { World } from "../world.js";
import type { PostgresParts } from "../store/faulty-store.js";

const outer = ({ store }: World): PostgresParts => {
  if (!store.outer) throw new Error("only PostgreSQL has parts outside of the server");
  return store.outer;
};

const stores = ["postgres"] as const;

/** `disk_full`, which passes, and `raise_exception`, which says nothing about that. */
const commitFailures = ["53100", "P0001"];

export const databaseFaults: readonly Fault[] = [
  {
    name: "database-killed",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const { process } = outer(world);
      await process.kill("SIGKILL");
      await lasting(random.int(0, world.longestMs), signal);
      await process.start();
    },
  },
  {
    name: "database-restarted",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const { process } = outer(world);
      await process.kill("SIGINT");
      await lasting(random.int(0, 1_000), signal);
      await process.start();
    },
  },
  {
    name: "database-paused",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const { process } = outer(world);
      await process.pause();
      await lasting(random.int(world.longestMs / 2, world.longestMs), signal);
      await process.resume();
    },
  },
  {
    name: "no-connections-left",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const giveBack = await outer(world).takeConnections();
      await lasting(random.int(500, world.longestMs), signal);
      await giveBack();
    },
  },
  {
    name: "failing-commits",
    lanes: ["database"],
    async strike({ store, longestMs }, random, signal) {
      await store.failCommits(random.pick(commitFailures));
      await lasting(random.int(500, longestMs), signal);
      await store.failCommits(null);
    },
  },
  {
    name: "read-only-database",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const { query } = outer(world);
      const setting = "default_transaction_read_only";
      await query(`ALTER ROLE photo_chat SET ${setting} = on`);
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await lasting(random.int(500, world.longestMs), signal);
      await query(`BEGIN READ WRITE; ALTER ROLE photo_chat RESET ${setting}; COMMIT`);
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    },
  },
  {
    name: "database-wire",
    lanes: ["database"],
    stores,
    async strike(world, random, signal) {
      const { wire } = outer(world);
      const weathers = [
        { delayMs: random.int(20, 200) },
        { silent: ["up", "down"] as const },
        { silent: ["down"] as const },
        { resetAfter: random.int(100, 20_000) },
        { sliced: true },
      ];
      wire.turn(random.pick(weathers));
      await lasting(random.int(500, world.longestMs), signal);
      // Of a statement that was under way nobody will ever hear.
      wire.reset();
      wire.turn();
    },
  },
];
