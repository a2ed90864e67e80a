const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A text for each plural category of a language that needs one of its own; `#` stands for the number. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * Times, days and numbers the way one locale writes them, in this device's time zone. What writes them
 * is made when it is first needed: all of it takes a page that has none some 10 ms.
 */
export class Format {
  readonly locale: string;
  #time: Intl.DateTimeFormat | undefined;
  #full: Intl.DateTimeFormat | undefined;
  #relative: Intl.RelativeTimeFormat | undefined;
  #plural: Intl.PluralRules | undefined;

  constructor(locale: string) {
    this.locale = locale;
  }

  number(value: number): string {
    return value.toLocaleString(this.locale);
  }

  /** Bound, so that a table of texts may take it apart. */
  readonly count = (value: number, forms: Forms): string => {
    this.#plural ??= new Intl.PluralRules(this.locale);
    return (forms[this.#plural.select(value)] ?? forms.other).replace("#", this.number(value));
  };

  time(date: Date): string {
    this.#time ??= new Intl.DateTimeFormat(this.locale, { timeStyle: "short" });
    return this.#time.format(date);
  }

  dateAndTime(date: Date): string {
    this.#full ??= new Intl.DateTimeFormat(this.locale, { dateStyle: "full", timeStyle: "short" });
    return this.#full.format(date);
  }

  /** "Today", "Yesterday", else the date, with its year only when it is another one. */
  day(date: Date, now: Date): string {
    const days = Math.round((startOfDay(date) - startOfDay(now)) / DAY);
    if (days === 0 || days === -1) {
      const word = this.#ago(-days, "day");
      return word.charAt(0).toLocaleUpperCase(this.locale) + word.slice(1);
    }
    return date.toLocaleDateString(this.locale, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: date.getFullYear() === now.getFullYear() ? undefined : "numeric",
    });
  }

  /** A day to come with its time: "Monday 09:00", past a week by its date. */
  coming(date: Date, now: Date): string {
    const near = startOfDay(date) < startOfDay(now, 7);
    return date.toLocaleString(this.locale, {
      ...(near ? { weekday: "long" } : { day: "numeric", month: "long" }),
      hour: "numeric",
      minute: "2-digit",
    });
  }

  /** "5 minutes ago", "yesterday"; null within the last minute. A clock that is ahead counts as now. */
  ago(date: Date, now: Date): string | null {
    const past = now.getTime() - date.getTime();
    if (past < MINUTE) return null;
    if (past < HOUR) return this.#ago(past / MINUTE, "minute");
    if (past < DAY) return this.#ago(past / HOUR, "hour");
    return this.#ago(past / DAY, "day");
  }

  #ago(past: number, unit: "minute" | "hour" | "day"): string {
    this.#relative ??= new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" });
    return this.#relative.format(-Math.floor(past), unit);
  }
}

/** Midnight before a time, or so many days later, on this device: a day may have 23 or 25 hours. */
export function startOfDay(date: Date, later = 0): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + later).getTime();
}
