import type { Format } from "../strings/format.js";
import { startOfDay } from "../strings/format.js";

const WEEK = 7;

/** When a conversation was last written in, as short as it can be said: a time, a day, a date. */
export function shortDate(format: Format, date: Date, now: Date): string {
  const day = startOfDay(date);
  if (day >= startOfDay(now)) return format.time(date);
  if (day >= startOfDay(now, -1)) return format.day(date, now);
  const recent = day > startOfDay(now, -WEEK);
  return date.toLocaleDateString(
    format.locale,
    recent
      ? { weekday: "short" }
      : {
          day: "numeric",
          month: "short",
          year: date.getFullYear() === now.getFullYear() ? undefined : "numeric",
        },
  );
}
