interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Of the thread's own time, which other processes take nothing of. */
  tdur?: number;
}

const SCRIPTS = new Set([
  "EvaluateScript",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
  "V8.CompileModule",
]);

/** How much CPU a page's main thread compiled and evaluated scripts for, in milliseconds; nested spans count once. */
export function scriptCpuOf(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const spans = traceEvents
    .filter(({ name, ph }) => ph === "X" && SCRIPTS.has(name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  let cpu = 0;
  let until = 0;
  for (const { ts, dur = 0, tdur = dur } of spans) {
    if (ts < until) continue;
    until = ts + dur;
    cpu += tdur;
  }
  return cpu / 1_000;
}
