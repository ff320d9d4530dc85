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

/** A day of the years 0001 to 9999, `YYYY-MM-DD`, as the number `YYYYMMDD`; zero where a text is none. */
export function dayNumber(x: string): number {
  const number = digits(x);
  const day = number % 100;
  const month = ((number % 10000) - day) / 100;
  // The months of 31 days are the odd ones up to July, and the even ones from August.
  const last = month === 2 ? february(number) : 30 + ((month + (month > 7 ? 1 : 0)) % 2);
  return number > 10000 && month > 0 && month < 13 && day > 0 && day <= last ? number : 0;
}

function february(number: number): number {
  const year = Math.floor(number / 10000);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The day that the caller gave, or the current one in UTC. */
export function today(c: Checker): string {
  c.today ??= new Date().toISOString().slice(0, 10);
  return c.today;
}

/** Whole calendar years from one day to another, negative when the other is earlier. */
export function yearsBetween(from: string, to: string): number {
  return yearsOf(digits(from), digits(to));
}

/** The same of days as numbers. */
export function yearsOf(from: number, to: number): number {
  return Math.floor((to - from) / 10000);
}

/** How many whole years ago the day at hand was. */
export function age(c: Checker): number {
  c.now ||= digits(today(c));
  return yearsOf(c.day, c.now);
}
