import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { TestServer } from "../support/server.js";

/** Of the server's process over time, in bytes, at even distances. */
export interface MemorySamples {
  readonly resident: number[];
  readonly heap: number[];
}

const EVERY_MS = 500;
const ANSWER_MS = 5_000;

/** Looks at a server's memory for so long: all of it from outside, the heap by its own metrics. */
export async function sampleMemory(
  { process: server, url }: TestServer,
  ms: number,
): Promise<MemorySamples> {
  const samples: MemorySamples = { resident: [], heap: [] };
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const next = performance.now() + EVERY_MS;
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(server?.pid)]);
    samples.resident.push(Number(stdout) * 1_024);
    const metrics = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(ANSWER_MS) })
      .then((answer) => answer.text())
      .catch(() => "");
    const [, heap] = /^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics) ?? [];
    if (heap !== undefined) samples.heap.push(Number(heap));
    await delay(Math.max(0, next - performance.now()));
  }
  return samples;
}
