import { readFileSync } from "node:fs";

/** Processor time since the machine started, in ticks; proc_stat(5). Null on systems that don't tell. */
function processorTime(): { used: number; stolen: number } | null {
  try {
    const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, stolen = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return { used: user + nice + system + irq + softIrq, stolen };
  } catch {
    return null;
  }
}

/**
 * Begins to count. What it returns says how much of the processor time that was wanted since then the
 * host of a virtual machine gave to others: a run that lost much of it says little about times.
 */
export function countStolen(): () => string {
  const before = processorTime();
  return () => {
    const now = processorTime();
    if (!before || !now) return "unknown";
    const stolen = now.stolen - before.stolen;
    return `${Math.round((100 * stolen) / (now.used - before.used + stolen))} %`;
  };
}
