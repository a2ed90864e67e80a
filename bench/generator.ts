/** The load generator's process: takes jobs one at a time from its parent, and answers each. */
import { connectFleet, type Fleet, type FleetCounts, type FleetOptions } from "./fleet.js";
import {
  type Latency,
  measureLone,
  measureRate,
  measureSaturation,
  type RateResult,
  type SaturationResult,
} from "./measure.js";

/** The jobs that every connected server can be given: arguments and answer. */
export interface Jobs {
  connect: { args: FleetOptions; answer: null };
  rate: { args: { rate: number; seconds: number }; answer: RateResult };
  saturation: { args: { inFlight: number; seconds: number }; answer: SaturationResult };
  lone: { args: { messages: number }; answer: Latency };
  /** What has been seen in all. */
  review: { args: object; answer: { counts: FleetCounts; revs: Record<string, number> } };
}

export type JobRequest = {
  [Name in keyof Jobs]: { server: string; job: Name; args: Jobs[Name]["args"] };
}[keyof Jobs];

export type JobReply = { ok: true; answer: unknown } | { ok: false; message: string };

const fleets = new Map<string, Fleet>();

async function run(request: JobRequest): Promise<Jobs[keyof Jobs]["answer"]> {
  if (request.job === "connect") {
    fleets.set(request.server, await connectFleet(request.args));
    return null;
  }
  const fleet = fleets.get(request.server);
  if (fleet === undefined) throw new Error(`not connected to ${request.server}`);
  switch (request.job) {
    case "rate":
      return measureRate(fleet, request.args.rate, request.args.seconds);
    case "saturation":
      return measureSaturation(fleet, request.args.inFlight, request.args.seconds);
    case "lone":
      return measureLone(fleet, request.args.messages);
    case "review":
      return { counts: fleet.counts, revs: Object.fromEntries(fleet.revs) };
  }
}

process.on("message", (request: JobRequest) => {
  run(request).then(
    (answer) => reply({ ok: true, answer }),
    (error: unknown) => reply({ ok: false, message: String(error) }),
  );
});

function reply(message: JobReply): void {
  process.send?.(message);
}
