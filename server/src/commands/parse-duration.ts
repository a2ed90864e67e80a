import { UsageError } from "./usage-error.js";

const secondsOf: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `90s`, `15m`, `1h` or `7d`, in seconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = text.match(/^([1-9]\d{0,8})([smhd])$/) ?? [];
  const seconds = Number(amount) * (secondsOf[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new UsageError("--expires must be a time such as 30m, 1h or 7d");
  return seconds;
}
