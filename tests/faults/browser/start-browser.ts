import { spawn } from "node:child_process";
import { once } from "node:events";
import { type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "../../support/chromium.js";

/** A Chromium with a profile on disk, whose processes a test may end or stop. */
export interface BrowserProcess {
  /** The profile's own context. */
  readonly context: BrowserContext;
  /** All of its processes, without a warning. */
  kill(): Promise<void>;
  /** Nothing in it goes on until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** @param profile the folder of the profile; made when it is not there */
export async function startBrowser(profile: string): Promise<BrowserProcess> {
  const { executablePath, args, env } = await findChromium();
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const main = spawn(executablePath, [...args, ...own], {
    env,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const signal = (name: NodeJS.Signals): void => {
    if (main.pid !== undefined && main.exitCode === null && main.signalCode === null) {
      process.kill(-main.pid, name);
    }
  };
  const killAtExit = (): void => signal("SIGKILL");
  process.once("exit", killAtExit);

  let output = "";
  const endpoint = await new Promise<string>((resolve, reject) => {
    main.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const address = /listening on (ws:\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    main.once("exit", () => reject(new Error(`Chromium does not start: ${output}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context) throw new Error("Chromium has no context");
  return {
    context,
    async kill() {
      const ended = once(main, "exit");
      signal("SIGKILL");
      await ended;
      process.off("exit", killAtExit);
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
  };
}
