import type { IssueCode } from "../codes.js";
import { type At, each, fail, isAllAscii, type Optional, text, today } from "./checker.js";
import { age } from "./date.js";
import * as words from "./words.js";

type Text = string | undefined;
type Amount = number | undefined;
type Items<T> = readonly T[] | undefined;

const BLANK = /^\p{White_Space}*$/u;

/** Whether a text is empty or only white space, as Unicode has it. */
export function isBlank(x: string): boolean {
  const first = x.charCodeAt(0);
  return !(first > 32 && first < 127) && BLANK.test(x);
}

/** Whether a text has only ASCII characters. */
export function isAscii(x: string): boolean {
  if (!isAllAscii) for (let i = 0; i < x.length; i++) if (x.charCodeAt(i) > 127) return false;
  return true;
}

/** How many code points a text has. */
export function codePoints(x: string): number {
  let count = 0;
  for (const _ of x) count++;
  return count;
}

/** A text that is not blank. */
export function filled(at: At, x: unknown, optional?: Optional): Text {
  return notBlank(text(at, x, optional));
}

/** Refuses a blank text, and gives any other on. */
export function notBlank(x: Text, message: string = words.BLANK, code: IssueCode = "blank"): Text {
  if (x === undefined || !isBlank(x)) return x;
  fail(code, message);
  return;
}

/** Only ASCII characters. */
export function ascii(x: Text, message: string = words.ASCII, code: IssueCode = "ascii"): Text {
  if (x !== undefined && !isAscii(x)) fail(code, message);
  return x;
}

/** What finds that something is wrong with a text. */
export interface Wrong {
  readonly test: (x: string) => boolean;
}

/** The check of a text that is a constraint of the model's own: it gives the text on. */
export type Format = (x: Text, message?: string, code?: IssueCode) => Text;

/** A format, and where it holds the one that is asked for then. */
export function format(usual: IssueCode, words: string, wrong: Wrong, next?: Format): Format {
  return (x, message = words, code = usual) => {
    if (x !== undefined) {
      if (wrong.test(x)) fail(code, message);
      else next?.(x);
    }
    return x;
  };
}

/** A format that is a list of texts. */
export function among(usual: IssueCode, words: string, values: ReadonlySet<string>): Format {
  return (x, message = words, code = usual) => {
    if (x !== undefined && !values.has(x)) fail(code, message);
    return x;
  };
}

/** A pattern for the whole text. */
export function pattern(
  x: Text,
  wrong: Wrong,
  message: string = words.PATTERN,
  code: IssueCode = "pattern",
): Text {
  if (x !== undefined && wrong.test(x)) fail(code, message);
  return x;
}

/** At least so many code points. */
export function minLength(x: Text, least: number, message?: string, code: IssueCode = "min_length"): Text {
  if (x !== undefined && codePoints(x) < least) fail(code, message ?? words.minLength(least));
  return x;
}

/** At most so many code points. */
export function maxLength(x: Text, most: number, message?: string, code: IssueCode = "max_length"): Text {
  if (x !== undefined && x.length > most && codePoints(x) > most)
    fail(code, message ?? words.maxLength(most));
  return x;
}

/** A number not below the bound. */
export function minimum(x: Amount, bound: number, message?: string, code: IssueCode = "minimum"): Amount {
  if (x !== undefined && x < bound) fail(code, message ?? words.minimum(bound));
  return x;
}

/** A number not above the bound. */
export function maximum(x: Amount, bound: number, message?: string, code: IssueCode = "maximum"): Amount {
  if (x !== undefined && x > bound) fail(code, message ?? words.maximum(bound));
  return x;
}

/** A day before today. */
export function past(x: Text, message: string = words.PAST, code: IssueCode = "past"): Text {
  if (x !== undefined && x >= today()) fail(code, message);
  return x;
}

/** A day not after today. */
export function pastOrToday(
  x: Text,
  message: string = words.PAST_OR_TODAY,
  code: IssueCode = "past_or_today",
): Text {
  if (x !== undefined && x > today()) fail(code, message);
  return x;
}

/** A day after today. */
export function future(x: Text, message: string = words.FUTURE, code: IssueCode = "future"): Text {
  if (x !== undefined && x <= today()) fail(code, message);
  return x;
}

/** At least so many whole calendar years ago. */
export function minAge(x: Text, years: number, message?: string, code: IssueCode = "min_age"): Text {
  if (x !== undefined && age() < years) fail(code, message ?? words.minAge(years));
  return x;
}

/** At most so many whole calendar years ago. */
export function maxAge(x: Text, years: number, message?: string, code: IssueCode = "max_age"): Text {
  if (x !== undefined && age() > years) fail(code, message ?? words.maxAge(years));
  return x;
}

/** At least one item. */
export function notEmpty<T>(
  x: Items<T>,
  message: string = words.NOT_EMPTY,
  code: IssueCode = "min_items",
): Items<T> {
  if (x?.length === 0) fail(code, message);
  return x;
}

/** At least so many items. */
export function minItems<T>(
  x: Items<T>,
  least: number,
  message?: string,
  code: IssueCode = "min_items",
): Items<T> {
  if (x !== undefined && x.length < least) fail(code, message ?? words.minItems(least));
  return x;
}

/** At most so many items. */
export function maxItems<T>(
  x: Items<T>,
  most: number,
  message?: string,
  code: IssueCode = "max_items",
): Items<T> {
  if (x !== undefined && x.length > most) fail(code, message ?? words.maxItems(most));
  return x;
}

/** No item twice: reported at each later one. */
export function uniqueItems<T>(
  x: Items<T>,
  message: string = words.UNIQUE_ITEMS,
  code: IssueCode = "unique_items",
): Items<T> {
  const seen = new Set<string>();
  each(x, undefined, (item) => {
    if (repeats(seen, identity(item))) fail(code, message, "");
  });
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
