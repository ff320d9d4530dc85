import type { Checker } from "./checker.js";

/** `YYYY-MM-DD` as the number `YYYYMMDD`; not a number where the text is none of that shape. */
function digits(x: string): number {
  if (x.length !== 10) return Number.NaN;
  let number = 0;
  for (let i = 0; i < 10; i++) {
    const digit = x.charCodeAt(i) - 48;
    if (i === 4 || i === 7) {
      if (digit !== -3) return Number.NaN;
    } else if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else return Number.NaN;
  }
  return number;
}

/** Whether a text is a day of the years 0001 to 9999, `YYYY-MM-DD`. */
export function isDate(x: string): boolean {
  const number = digits(x);
  const day = number % 100;
  const month = ((number % 10000) - day) / 100;
  const year = (number - (number % 10000)) / 10000;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  // The months of 30 days are 4, 6, 9 and 11.
  const last = month === 2 ? (leap ? 29 : 28) : 31 - (((month + (month > 7 ? 1 : 0)) % 2) ^ 1);
  return year > 0 && month > 0 && month < 13 && day > 0 && day <= last;
}

/** The day that the caller gave, or the current one in UTC. */
export function today(c: Checker): string {
  c.today ??= new Date().toISOString().slice(0, 10);
  return c.today;
}

/** Whole calendar years from one day to another, negative when the other is earlier. */
export function yearsBetween(from: string, to: string): number {
  return Math.floor((digits(to) - digits(from)) / 10000);
}
