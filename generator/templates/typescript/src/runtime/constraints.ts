import type { IssueCode } from "../codes.js";
import { type Checker, fail, failAt, prefix } from "./checker.js";
import { age, today } from "./date.js";
import * as words from "./words.js";

type Text = string | undefined;
type Amount = number | undefined;
type Items = readonly unknown[] | undefined;

const BLANK = /^[\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*$/;

const BEYOND_ASCII = /[^\0-\x7F]/;

/** Whether a text is empty or only white space, as Unicode has it. */
export function isBlank(x: string): boolean {
  const first = x.charCodeAt(0);
  return !(first > 32 && first < 127) && BLANK.test(x);
}

/** Whether a text has only ASCII characters. */
export function isAscii(x: string): boolean {
  // Short texts are faster without the engine of regular expressions.
  if (x.length > 16) return !BEYOND_ASCII.test(x);
  for (let i = 0; i < x.length; i++) if (x.charCodeAt(i) > 127) return false;
  return true;
}

/** How many code points a text has. */
export function codePoints(x: string): number {
  let count = 0;
  for (const _ of x) count++;
  return count;
}

/** Refuses a blank text, and gives any other on. */
export function notBlank(
  c: Checker,
  x: Text,
  message: string = words.BLANK,
  code: IssueCode = "blank",
): Text {
  if (x === undefined || !isBlank(x)) return x;
  fail(c, code, message);
  return;
}

/** Only ASCII characters. */
export function ascii(c: Checker, x: Text, message: string = words.ASCII, code: IssueCode = "ascii"): Text {
  if (x !== undefined && !isAscii(x)) fail(c, code, message);
  return x;
}

/** A named shape of a text. */
export interface Format {
  readonly code: IssueCode;
  readonly message: string;
  readonly test: (x: string) => boolean;
  /** Asked for where this one holds. */
  readonly next?: Format;
}

/** A format, and where it holds the one that is asked for then. */
export function format(
  c: Checker,
  x: Text,
  asked: Format,
  message: string = asked.message,
  code: IssueCode = asked.code,
): Text {
  if (x !== undefined) {
    if (!asked.test(x)) fail(c, code, message);
    else if (asked.next) format(c, x, asked.next);
  }
  return x;
}

/** A pattern for the whole text. */
export function pattern(
  c: Checker,
  x: Text,
  test: (x: string) => boolean,
  message: string = words.PATTERN,
  code: IssueCode = "pattern",
): Text {
  if (x !== undefined && !test(x)) fail(c, code, message);
  return x;
}

/** At least so many code points. */
export function minLength(
  c: Checker,
  x: Text,
  least: number,
  message?: string,
  code: IssueCode = "min_length",
): Text {
  if (x !== undefined && codePoints(x) < least) fail(c, code, message ?? words.minLength(least));
  return x;
}

/** At most so many code points. */
export function maxLength(
  c: Checker,
  x: Text,
  most: number,
  message?: string,
  code: IssueCode = "max_length",
): Text {
  if (x !== undefined && x.length > most && codePoints(x) > most)
    fail(c, code, message ?? words.maxLength(most));
  return x;
}

/** A number not below the bound. */
export function minimum(
  c: Checker,
  x: Amount,
  bound: number,
  message?: string,
  code: IssueCode = "minimum",
): Amount {
  if (x !== undefined && x < bound) fail(c, code, message ?? words.minimum(bound));
  return x;
}

/** A number not above the bound. */
export function maximum(
  c: Checker,
  x: Amount,
  bound: number,
  message?: string,
  code: IssueCode = "maximum",
): Amount {
  if (x !== undefined && x > bound) fail(c, code, message ?? words.maximum(bound));
  return x;
}

/** A day before today. */
export function past(c: Checker, x: Text, message: string = words.PAST, code: IssueCode = "past"): Text {
  if (x !== undefined && x >= today(c)) fail(c, code, message);
  return x;
}

/** A day not after today. */
export function pastOrToday(
  c: Checker,
  x: Text,
  message: string = words.PAST_OR_TODAY,
  code: IssueCode = "past_or_today",
): Text {
  if (x !== undefined && x > today(c)) fail(c, code, message);
  return x;
}

/** A day after today. */
export function future(
  c: Checker,
  x: Text,
  message: string = words.FUTURE,
  code: IssueCode = "future",
): Text {
  if (x !== undefined && x <= today(c)) fail(c, code, message);
  return x;
}

/** At least so many whole calendar years ago. */
export function minAge(
  c: Checker,
  x: Text,
  years: number,
  message?: string,
  code: IssueCode = "min_age",
): Text {
  if (x !== undefined && age(c) < years) fail(c, code, message ?? words.minAge(years));
  return x;
}

/** At most so many whole calendar years ago. */
export function maxAge(
  c: Checker,
  x: Text,
  years: number,
  message?: string,
  code: IssueCode = "max_age",
): Text {
  if (x !== undefined && age(c) > years) fail(c, code, message ?? words.maxAge(years));
  return x;
}

/** At least so many items. */
export function minItems(
  c: Checker,
  x: Items,
  least: number,
  message?: string,
  code: IssueCode = "min_items",
): Items {
  if (x !== undefined && x.length < least) fail(c, code, message ?? words.minItems(least));
  return x;
}

/** At most so many items. */
export function maxItems(
  c: Checker,
  x: Items,
  most: number,
  message?: string,
  code: IssueCode = "max_items",
): Items {
  if (x !== undefined && x.length > most) fail(c, code, message ?? words.maxItems(most));
  return x;
}

/** No item twice: reported at each later one. */
export function uniqueItems(
  c: Checker,
  x: Items,
  message: string = words.UNIQUE_ITEMS,
  code: IssueCode = "unique_items",
): Items {
  const seen = new Set<string>();
  const from = c.issues.length;
  x?.forEach((item, i) => {
    if (repeats(seen, identity(item))) failAt(c, `[${i}]`, code, message);
  });
  prefix(c, from, c.at);
  return x;
}

/** Whether a text was there before. */
export function repeats(seen: Set<string>, x: string): boolean {
  return seen.size === seen.add(x).size;
}

/** A text that two values share if and only if they are equal, whatever the order of an object's keys. */
function identity(x: unknown): string {
  if (typeof x !== "object" || x === null) return JSON.stringify(x) ?? "null";
  if (Array.isArray(x)) return `[${x.map(identity)}]`;
  const v = x as { readonly [key: string]: unknown };
  const keys = Object.keys(v).filter((key) => v[key] !== undefined);
  return `{${keys.sort().map((key) => `${JSON.stringify(key)}:${identity(v[key])}`)}}`;
}
