import type { Checker } from "./checker.js";

/** Whether a text is a day of the years 0001 to 9999, `YYYY-MM-DD`. */
export function isDate(x: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(x)) return false;
  const year = +x.slice(0, 4);
  const month = +x.slice(5, 7);
  const day = +x.slice(8);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last =
    month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year > 0 && month > 0 && month < 13 && day > 0 && day <= last;
}

/** The day that the caller gave, or the current one in UTC. */
export function today(c: Checker): string {
  c.today ??= new Date().toISOString().slice(0, 10);
  return c.today;
}

/** Whole calendar years from one day to another, negative when the other is earlier. */
export function yearsBetween(from: string, to: string): number {
  return +to.slice(0, 4) - +from.slice(0, 4) - (to.slice(5) < from.slice(5) ? 1 : 0);
}
