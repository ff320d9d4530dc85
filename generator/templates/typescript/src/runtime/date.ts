import { type At, broken, type Optional, text, today } from "./checker.js";
import { DATE } from "./words.js";

/** `YYYY-MM-DD` as the number `YYYYMMDD`; not a number where the text is none of that shape. */
function digits(x: string): number {
  let number = x.length === 10 ? 0 : Number.NaN;
  for (let i = 0; i < 10; i++) {
    const digit = x.charCodeAt(i) - 48;
    if (i === 4 || i === 7 ? digit !== -3 : !(digit >= 0 && digit < 10)) return Number.NaN;
    if (digit >= 0) number = number * 10 + digit;
  }
  return number;
}

/** A day of the years 0001 to 9999, `YYYY-MM-DD`, as the number `YYYYMMDD`; zero where a text is none. */
export function dayNumber(x: string): number {
  const number = digits(x);
  const year = Math.floor(number / 10000);
  const day = number % 100;
  const month = ((number - day) / 100) % 100;
  // The months of 31 days are the odd ones up to July, and the even ones from August.
  const last =
    month === 2 ? (year % 4 || (!(year % 100) && year % 400) ? 28 : 29) : 30 + ((month + (month >> 3)) % 2);
  return year && month && month < 13 && day && day <= last ? number : 0;
}

/** The day at hand as a number. */
let day = 0;
/** The current one as a text and as a number. */
let known = "";
let now = 0;

/** A day, `YYYY-MM-DD`. */
export function date(at: At, x: unknown, optional?: Optional): string | undefined {
  const found = text(at, x, optional);
  if (found !== undefined) {
    day = dayNumber(found);
    if (!day) return void broken("date", DATE);
  }
  return found;
}

/** Whole calendar years from one day to another, negative when the other is earlier. */
export function yearsBetween(from: string, to: string): number {
  return Math.floor((digits(to) - digits(from)) / 10000);
}

/** How many whole years ago the day at hand was. */
export function age(): number {
  if (known !== today()) {
    known = today();
    now = digits(known);
  }
  return Math.floor((now - day) / 10000);
}
