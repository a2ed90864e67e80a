interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
}

const SCRIPTS = new Set([
  "EvaluateScript",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
  "V8.CompileModule",
]);

/** How long a page's main thread compiled and evaluated scripts, in milliseconds; nested spans count once. */
export function scriptCpuOf(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const spans = traceEvents
    .filter(({ name, ph }) => ph === "X" && SCRIPTS.has(name))
    .map(({ ts, dur = 0 }) => [ts, ts + dur] as const)
    .sort(([a], [b]) => a - b);
  let covered = 0;
  let until = 0;
  for (const [from, to] of spans) {
    if (to <= until) continue;
    covered += to - Math.max(from, until);
    until = to;
  }
  return covered / 1_000;
}
