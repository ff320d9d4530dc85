import { dayNumber } from "./runtime/date.js";
import type { IsoDate } from "./runtime/types.js";

/** Whether a value is a day of the years 0001 to 9999, `YYYY-MM-DD`. */
export function isIsoDate(value: unknown): value is IsoDate {
  return typeof value === "string" && dayNumber(value) > 0;
}

/** A text as a day. Throws a `RangeError` where it names none. */
export function isoDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new RangeError("not a date in YYYY-MM-DD format");
}

/** The day of a moment, in UTC. Throws a `RangeError` where the years 0001 to 9999 do not hold it. */
export function isoDateOf(moment: Date): IsoDate {
  return isoDate(moment.toISOString().slice(0, 10));
}
