import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { JobReply, Jobs } from "./generator.js";

export interface Generator {
  /** @throws what the job threw, as its message */
  run<Name extends keyof Jobs>(
    server: string,
    job: Name,
    args: Jobs[Name]["args"],
  ): Promise<Jobs[Name]["answer"]>;
  stop(): void;
}

/** Starts the load generator in its own process. It takes one job at a time. */
export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, "generator.ts"), { serialization: "advanced" });
  process.once("exit", () => child.kill("SIGKILL"));
  const hasEnded = once(child, "exit").then((): never => {
    throw new Error("the load generator has ended");
  });
  hasEnded.catch(() => {});
  return {
    async run(server, job, args) {
      child.send({ server, job, args });
      const answered = once(child, "message") as Promise<[JobReply]>;
      const [reply] = await Promise.race([answered, hasEnded]);
      if (!reply.ok) throw new Error(`${server}, ${job}: ${reply.message}`);
      return reply.answer as Jobs[typeof job]["answer"];
    },
    stop: () => child.kill(),
  };
}
