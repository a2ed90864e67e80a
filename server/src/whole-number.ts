import * as v from "valibot";

/** A variable that holds a whole number; `fallback` where it is absent. */
export function wholeNumber(about: string, fallback: string, min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(
    v.optional(v.string(), fallback),
    v.regex(/^\d{1,15}$/, message),
    v.transform(Number),
    v.minValue(min, message),
    v.maxValue(max, message),
    v.description(about),
  );
}
