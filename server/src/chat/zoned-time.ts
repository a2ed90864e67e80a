import { createBoundedMap } from "./bounded-map.js";

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONES = 1_000;

const formats = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });

/** Whether this runtime knows the IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formats(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The clock on the wall somewhere. Wall times are epoch milliseconds as if the wall were in UTC. */
export interface ZonedTime {
  wallAt(instant: number): number;
  /**
   * When the clock shows this time: twice where it is put back, and, where it is put forward over
   * this time, when that happens. In order.
   */
  instantsOf(wall: number): number[];
}

/** Makes clocks, and keeps what is costly about them. */
export function createZonedTimes(): (timeZone: string) => ZonedTime {
  const made = createBoundedMap<string, ZonedTime>(ZONES);
  return (timeZone) => {
    const known = made.get(timeZone) ?? createZonedTime(timeZone);
    made.set(timeZone, known);
    return known;
  };
}

function createZonedTime(timeZone: string): ZonedTime {
  const format = formats(timeZone);

  const wallAt = (instant: number): number => {
    const parts = format.formatToParts(instant);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((one) => one.type === type)?.value);
    const minutes = Date.UTC(
      ...([part("year"), part("month") - 1, part("day"), part("hour"), part("minute")] as const),
    );
    return minutes + (((instant % MINUTE) + MINUTE) % MINUTE);
  };
  const offsetAt = (instant: number): number => wallAt(instant) - instant;

  /** The first minute from which on the clock is past its change. */
  const changeBetween = (before: number, after: number): number => {
    const offset = offsetAt(after);
    let [low, high] = [before, after];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
      if (offsetAt(middle) === offset) high = middle;
      else low = middle;
    }
    return high;
  };

  return {
    wallAt,
    instantsOf(wall) {
      const offsets = new Set([offsetAt(wall - DAY), offsetAt(wall + DAY)]);
      const guesses = [...offsets].map((offset) => wall - offset).toSorted((a, b) => a - b);
      const exact = guesses.filter((guess) => wallAt(guess) === wall);
      const [first, last] = guesses;
      if (exact.length > 0 || first === undefined || last === undefined) return exact;
      return [changeBetween(first, last)];
    },
  };
}
