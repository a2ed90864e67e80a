import type { Availability } from "@photo-chat/sdk/protocol";
import { createZonedTimes } from "./zoned-time.js";

const MINUTE = 60_000;
const DAY = 86_400_000;

export interface AvailabilityNow {
  away: boolean;
  /** Epoch milliseconds; null while here, and when nobody knows. */
  backAt: number | null;
  /** When to look again at the latest; null when nothing changes by itself. */
  changesAt: number | null;
}

export const HERE: AvailabilityNow = { away: false, backAt: null, changesAt: null };

/** Whether somebody with this availability is away at a time; null: always here. */
export type AvailabilityAt = (
  availability: Availability | null,
  instant: number,
) => AvailabilityNow;

export function createAvailabilityAt(): AvailabilityAt {
  const zonedTime = createZonedTimes();

  return (availability, instant) => {
    if (!availability || availability.mode === "online") return HERE;
    if (availability.mode === "away") return { away: true, backAt: null, changesAt: null };
    const zone = zonedTime(availability.timeZone);
    const wall = zone.wallAt(instant);
    const midnight = Math.floor(wall / DAY) * DAY;
    const isOpen = availability.hours.some(
      ({ day, from, to }) =>
        day === dayOf(midnight) &&
        wall >= midnight + minutesOf(from) &&
        wall < midnight + minutesOf(to),
    );

    /** The next time that one edge of the spans comes round. */
    const next = (edge: "from" | "to"): number | null => {
      // One day back: a clock that is put back shows the end of a day twice.
      for (let date = midnight - DAY; date <= midnight + 8 * DAY; date += DAY) {
        const later = availability.hours
          .filter(({ day }) => day === dayOf(date))
          .flatMap((span) => zone.instantsOf(date + minutesOf(span[edge])))
          .filter((time) => time > instant);
        if (later.length > 0) return Math.min(...later);
      }
      return null;
    };

    if (isOpen) return { away: false, backAt: null, changesAt: next("to") };
    const opensAt = next("from");
    return { away: true, backAt: opensAt, changesAt: opensAt };
  };
}

function dayOf(midnight: number): number {
  return new Date(midnight).getUTCDay();
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return (Number(hours) * 60 + Number(minutes)) * MINUTE;
}
