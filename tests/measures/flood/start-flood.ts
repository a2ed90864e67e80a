import { fork } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import type { FloodPlan, FloodReply, FloodRequest } from "./flood-process.js";

export interface Flood {
  begin(): Promise<void>;
  /** Stops pouring; the connections stay. What was poured since it began. */
  pause(): Promise<FloodReply>;
  end(): void;
}

/** A flood from a process of its own, which is quiet until it begins. */
export async function startFlood(plan: FloodPlan): Promise<Flood> {
  const child = fork(join(import.meta.dirname, "flood-process.ts"));
  // Flooders have machines of their own: making the flood must not take the server's processor.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const hasEnded = once(child, "exit").then((): never => {
    throw new Error("the flooders' process has ended");
  });
  hasEnded.catch(() => {});
  const ask = async (request: FloodRequest): Promise<FloodReply> => {
    child.send(request);
    const answered = once(child, "message") as Promise<[FloodReply]>;
    const [reply] = await Promise.race([answered, hasEnded]);
    return reply;
  };
  await ask({ open: plan });
  return {
    async begin() {
      await ask({ pour: true });
    },
    pause: () => ask({ pour: false }),
    end() {
      process.off("exit", end);
      end();
    },
  };
}
