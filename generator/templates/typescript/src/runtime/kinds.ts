import {
  broken,
  type Check,
  type Checker,
  EXOTIC,
  type FieldChecks,
  type Fields,
  keys,
  missing,
  type Need,
  ordered,
  prefix,
  step,
  unknownFields,
} from "./checker.js";
import { notBlank } from "./constraints.js";
import { dayNumber } from "./date.js";
import type { Known } from "./types.js";
import { BOOLEAN, DATE, ENUM, INTEGER, LIST, NUMBER, OBJECT, TEXT, UUID } from "./words.js";

/** A text. */
export function text(c: Checker, at: string, x: unknown, need?: Need): string | undefined {
  c.at = at;
  if (typeof x === "string") {
    c.seen++;
    return x;
  }
  missing(c, x, need, TEXT);
  return;
}

/** A text that is not blank. */
export function filled(c: Checker, at: string, x: unknown, need?: Need): string | undefined {
  if (isFilled(x)) {
    c.at = at;
    c.seen++;
    return x;
  }
  return notBlank(c, text(c, at, x, need));
}

/** A whole number within ±(2^53 - 1). */
export function integer(c: Checker, at: string, x: unknown, need?: Need): number | undefined {
  c.at = at;
  if (Number.isSafeInteger(x)) {
    c.seen++;
    return x as number;
  }
  missing(c, x, need, INTEGER);
  return;
}

/** A finite number. */
export function number(c: Checker, at: string, x: unknown, need?: Need): number | undefined {
  c.at = at;
  if (Number.isFinite(x)) {
    c.seen++;
    return x as number;
  }
  missing(c, x, need, NUMBER);
  return;
}

/** `true` or `false`. */
export function boolean(c: Checker, at: string, x: unknown, need?: Need): void {
  c.at = at;
  if (typeof x === "boolean") c.seen++;
  else missing(c, x, need, BOOLEAN);
}

/** A day, `YYYY-MM-DD`. */
export function date(c: Checker, at: string, x: unknown, need?: Need): string | undefined {
  const day = text(c, at, x, need);
  if (day === undefined) return;
  c.day = dayNumber(day);
  if (c.day) return day;
  broken(c, "date", DATE);
  return;
}

/** 8-4-4-4-12 hexadecimal digits of either case. */
export function uuid(c: Checker, at: string, x: unknown, need?: Need): void {
  const id = text(c, at, x, need);
  if (id !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) broken(c, "uuid", UUID);
}

/** One of the texts of a closed list. */
export function choice(c: Checker, at: string, x: unknown, values: readonly string[], need?: Need): void {
  if (values.includes(x as string)) c.seen++;
  else if (text(c, at, x, need) !== undefined) broken(c, "enum", ENUM);
}

/** Any value that JSON has. */
export function any(c: Checker, at: string, x: unknown, need?: Need): void {
  c.at = at;
  if (x == null) missing(c, x, need, OBJECT);
  else c.seen++;
}

/** An object whose other fields are of no interest. */
export function open(c: Checker, x: unknown, fields: FieldChecks): void {
  if (isObject(c, x)) fields(c, x);
}

/** An object with these fields and no other, and what compares them: that runs where nothing below is unsound. */
export function object<T>(
  c: Checker,
  x: unknown,
  fields: FieldChecks,
  rules?: (c: Checker, t: Known<T>) => void,
): void {
  if (!isObject(c, x)) return;
  const { seen, unsound } = c;
  fields(c, x);
  let count = c.seen - seen;
  for (const _ in x) count--;
  if (count !== 0) unknownFields(c, x, fields);
  if (rules && c.unsound === unsound) rules(c, x as Known<T>);
}

/** Whether a value is a plain object; reports it otherwise. */
function isObject(c: Checker, x: unknown): x is Fields {
  if (typeof x === "object" && x !== null && !Array.isArray(x)) {
    if (!c.plain) {
      const prototype = Object.getPrototypeOf(x);
      if (prototype !== Object.prototype && prototype !== null) throw EXOTIC;
    }
    return true;
  }
  broken(c, "type", OBJECT);
  return false;
}

/** An object of the model in a field. */
export function nested(c: Checker, at: string, x: unknown, check: Check, need?: Need): void {
  if (x != null) within(c, at, x, check);
  else {
    c.at = at;
    missing(c, x, need, OBJECT);
  }
}

/** Runs a check on what stands at a path. */
function within(c: Checker, path: string, x: unknown, check: Check): void {
  const { seen } = c;
  const from = c.issues.length;
  c.at = "";
  check(c, x);
  if (c.issues.length > from) prefix(c, from, path);
  c.seen = seen + 1;
}

/** A list, item by item. What it gives is sound. */
export function list(
  c: Checker,
  at: string,
  x: unknown,
  check: Check,
  need?: Need,
): readonly unknown[] | undefined {
  c.at = at;
  if (!Array.isArray(x)) {
    missing(c, x, need, LIST);
    return;
  }
  const { seen, unsound } = c;
  const from = c.issues.length;
  for (let i = 0; i < x.length && !c.truncated; i++) {
    const before = c.issues.length;
    c.at = "";
    check(c, x[i]);
    if (c.issues.length > before) prefix(c, before, `[${i}]`);
  }
  c.at = at;
  c.seen = seen + 1;
  if (c.issues.length > from) prefix(c, from, at);
  return c.unsound === unsound ? x : undefined;
}

/** An object with any keys, value by value. */
export function map(c: Checker, at: string, x: unknown, check: Check, need?: Need): void {
  nested(c, at, x, (c, x) => (isObject(c, x) ? values(c, x, check) : undefined), need);
}

function values(c: Checker, v: Fields, check: Check): void {
  const from = c.issues.length;
  const all = keys(c, v);
  for (const key of all) {
    if (c.truncated) break;
    if (v[key] !== undefined) within(c, step(key), v[key], check);
  }
  if (c.issues.length > from) ordered(c, all);
}

/** What the model says nothing about. */
export function anything(): void {}

/** Whether a value is a text that is surely not blank. */
function isFilled(x: unknown): x is string {
  if (typeof x !== "string") return false;
  const first = x.charCodeAt(0);
  return first > 32 && first < 127;
}
