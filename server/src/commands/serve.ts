import { setFlagsFromString } from "node:v8";
import type { Config } from "../config.js";
import { createLogger } from "../logger.js";
import { createChatServer } from "../server.js";

const EXIT_MS = 9_500;
/** How much memory grows until all of it is searched for what is no longer needed, in percent. */
const HEAP_GROWTH = 300;

/** Serves until a signal: the first one shuts down in order, within 10 s; a second one at once. */
export async function serve(config: Config): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const logger = createLogger(config.logLevel, "stdout");
  const server = await createChatServer(config, { logger });
  let ending = false;

  const end = (code: number): void => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), EXIT_MS).unref();
    server.close().then(
      () => process.exit(code),
      (err) => {
        logger.fatal({ err }, "unable to close");
        process.exit(1);
      },
    );
  };

  process.on("SIGTERM", () => end(0));
  process.on("SIGINT", () => end(0));
  // A rejection that nobody awaited is a fault of one task; an exception leaves the state unknown.
  process.on("unhandledRejection", (err) => logger.error({ err }, "unhandled rejection"));
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "uncaught exception");
    if (!ending) end(1);
  });
  await server.listen();
}
