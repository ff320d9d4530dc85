import type { IgnorableCode, IssueCode } from "../codes.js";
import type { Context } from "../context.js";
import type { Issue, Issues } from "./issue.js";
import { nearest } from "./nearest.js";
import type { Open } from "./types.js";
import {
  BOOLEAN,
  ENUM,
  INTEGER,
  LIST,
  MAX_ISSUES,
  NUMBER,
  OBJECT,
  required,
  TEXT,
  unknownField,
} from "./words.js";

/** How strictly a payload is checked, and what is known beside it. */
export interface CheckOptions {
  /** What rules ask for beside the payload. A rule that asks for a value that is not given is skipped. */
  readonly context?: Context | undefined;
  /** Codes of constraints, formats and rules that are not reported. Structure stays on. */
  readonly ignore?: readonly Open<IgnorableCode>[] | undefined;
  /** Whether fields that the model does not know are let through; they are refused otherwise. */
  readonly unknownFields?: "allow" | "refuse" | undefined;
}

/** Given where a field may be absent. */
export type Optional = 1 | undefined;

/** Looks at the fields of an object, each once and in the model's order, and then at what compares them. */
export type Fields = (t: never) => void;

/** A field's name as a step of a path; of an item of a list, and of the payload itself, there is none. */
export type At = string | undefined;

/** Looks at a value and reports what is wrong with it; at an object by its fields. */
export type Look = (at: At, x: unknown, fields?: never) => unknown;

/** An object or a list as it is looked at. */
type Values = { readonly [key: string | number]: unknown };

/** An issue while its path is put together. */
type Found = { -readonly [K in keyof Issue]: Issue[K] };

// One payload is checked from beginning to end before another one is, and is plain data: no code of the caller's
// runs in between. So what a check has to remember is the module's, and no call has to carry it.
// Paths are put together on the way out and only where there is an issue.

/** What is wrong, each with its path from the object at hand. */
let issues: Found[] & { truncated?: true } = [];
let options: CheckOptions = {};
let keysOf: (v: object) => readonly string[] = Object.keys;
let day: string | undefined;
/** Whether all texts are known to be ASCII. */
export let isAllAscii = false;
/** The field at hand. */
let at: At;
/** How many fields of the object at hand were asked for and were there. */
let seen = 0;
/** The names of the fields that are asked for and are not there, while they are noted. */
let names: string[] | undefined;
/** The check of the object at hand, until its fields are settled. */
let asker: Fields | undefined;
/** How many mistakes of structure there are: what compares values runs only where there is none below it. */
let unsound = 0;
/** The same when the object at hand was entered. */
let entered = 0;

/** Checks a value that is plain data. */
export function run(
  look: Look,
  x: unknown,
  given: CheckOptions = {},
  fields?: Fields,
  keys: (v: object) => readonly string[] = Object.keys,
  ascii = false,
): Issues {
  issues = [];
  options = given;
  day = context().today;
  keysOf = keys;
  isAllAscii = ascii;
  unsound = 0;
  at = names = undefined;
  look(undefined, x, fields as never);
  return issues as Issues;
}

/** What is known beside the payload. */
export function context(): Partial<Context> & { readonly today?: string | undefined } {
  return options.context ?? {};
}

/** The day that the caller gave, or the current one in UTC. */
export function today(): string {
  day ??= new Date().toISOString().slice(0, 10);
  return day;
}

/** How many mistakes of structure there are: no number that equals another where there is nothing to compare. */
export function mistakes(): number {
  return unsound;
}

function report(code: IssueCode, message?: string, path?: string): void {
  if (issues.length < MAX_ISSUES)
    issues.push({ path: path ?? at ?? "", code, message: message ?? required(key()) });
  else issues.truncated = true;
}

/** Reports a mistake of structure at the value at hand: that it is not there, unless there is another message. */
export function broken(code: IssueCode, message?: string): void {
  unsound++;
  report(code, message);
}

/** Reports a constraint of the value at hand, or a rule at a path, unless the caller has switched it off. */
export function fail(code: IssueCode, message: string, path?: string): void {
  if (!options.ignore?.includes(code)) report(code, message, path);
}

/** What the checks of objects ask for: found out once. */
const known: WeakMap<Fields, readonly string[]> = /* @__PURE__ */ new WeakMap();

/** The names of the fields that a check asks for, of an object that has none. */
function namesOf(fields: Fields): readonly string[] {
  let found = known.get(fields);
  if (!found) {
    const before = { issues, unsound };
    // No issue is kept then, and no rule is asked: not a number equals nothing.
    issues = { length: MAX_ISSUES } as typeof issues;
    unsound = Number.NaN;
    found = names = [];
    object(undefined, Object.create(null), fields);
    names = undefined;
    ({ issues, unsound } = before);
    known.set(fields, found);
  }
  return found;
}

/** The name of the field at hand as the payload has it. */
function key(): string {
  const step = at as string;
  return step[0] === "[" ? JSON.parse(step)[0] : step;
}

/** A key or an index as a step of a path. */
function step(key: string | number): string {
  return /^(?!\d)\w+$/.test(key as string) ? (key as string) : `[${JSON.stringify(key)}]`;
}

/** Puts a step before the paths of the issues since `from`. */
function prefix(from: number, step = ""): void {
  for (let i = from; i < issues.length; i++) {
    const issue = issues[i] as Found;
    const { path } = issue;
    issue.path = step + (step && path && path[0] !== "[" ? "." : "") + path;
  }
}

/** A value that is not of its kind: absent, `null` or of another type. */
function missing(x: unknown, optional: Optional, message: string): undefined {
  if (x !== undefined) seen++;
  else names?.push(key());
  if (x != null || at === undefined) broken("type", message);
  else if (!optional) broken("required");
}

/** A text. */
export function text(name: At, x: unknown, optional?: Optional): string | undefined {
  at = name;
  if (typeof x !== "string") return missing(x, optional, TEXT);
  seen++;
  return x;
}

/** A whole number within ±(2^53 - 1). */
export function integer(name: At, x: unknown, optional?: Optional): number | undefined {
  at = name;
  if (!Number.isSafeInteger(x)) return missing(x, optional, INTEGER);
  seen++;
  return x as number;
}

/** A finite number. */
export function number(name: At, x: unknown, optional?: Optional): number | undefined {
  at = name;
  if (!Number.isFinite(x)) return missing(x, optional, NUMBER);
  seen++;
  return x as number;
}

/** `true` or `false`. */
export function boolean(name: At, x: unknown, optional?: Optional): void {
  at = name;
  if (typeof x === "boolean") seen++;
  else missing(x, optional, BOOLEAN);
}

/** One of the texts of a closed list. */
export function choice(name: At, x: unknown, values: readonly string[], optional?: Optional): void {
  at = name;
  if (values.includes(x as string)) seen++;
  else if (text(name, x, optional) !== undefined) broken("enum", ENUM);
}

/** Any value that JSON has. */
export function any(name: At, x: unknown, optional?: Optional): void {
  at = name;
  if (x == null) missing(x, optional, OBJECT);
  else seen++;
}

/** A list, item by item. What it gives is sound. */
export function list<T>(name: At, x: T, look: Look, optional?: Optional, fields?: Fields): T | undefined {
  at = name;
  if (!Array.isArray(x)) return missing(x, optional, LIST);
  const before = unsound;
  items(x as unknown as Values, x, undefined, look, fields);
  return unsound === before ? x : undefined;
}

/** A list of objects of the model. */
export function objects<T>(name: At, x: T, fields: Fields, optional?: Optional): T | undefined {
  return list(name, x, object, optional, fields);
}

/** An object with any keys, value by value. */
export function map(name: At, x: unknown, look: Look, optional?: Optional): void {
  at = name;
  if (x == null) missing(x, optional, OBJECT);
  else if (isObject(x)) {
    const keys = keysOf(x);
    items(x, keys, keys, look);
  }
}

/** Looks at what stands under each key, or under as many indices. */
function items(
  x: Values,
  of: { readonly length: number },
  keys: readonly string[] | undefined,
  look: Look,
  fields?: Fields,
): void {
  const from = issues.length;
  const field = at;
  const count = seen + 1;
  for (let i = 0; i < of.length && !issues.truncated; i++) {
    const before = issues.length;
    const key = keys ? (keys[i] as string) : i;
    // A key without a value is none.
    if (!keys || x[key] !== undefined) look(undefined, x[key], fields as never);
    if (issues.length > before) prefix(before, step(key));
  }
  at = field;
  seen = count;
  if (issues.length > from) prefix(from, at);
}

/** An object of the model in a field. */
export function nested(name: At, x: unknown, fields: Fields, optional?: Optional): void {
  at = name;
  if (x == null) missing(x, optional, OBJECT);
  else object(name, x, fields);
}

/** Whether a value is an object; reports it otherwise. */
function isObject(x: unknown): x is Values {
  if (typeof x === "object" && x && !Array.isArray(x)) return true;
  broken("type", OBJECT);
  return false;
}

/** What the model says nothing about. */
export function anything(): void {}

/** An object of the model. */
export function object(name: At, x: unknown, fields?: Fields): void {
  at = name;
  if (!isObject(x)) return;
  const from = issues.length;
  const count = seen + 1;
  const check = asker;
  const before = entered;
  asker = fields;
  seen = 0;
  entered = unsound;
  fields?.(x as never);
  if (asker) settle(x);
  at = name;
  seen = count;
  asker = check;
  entered = before;
  if (issues.length > from) prefix(from, at);
}

/**
 * Reports the fields of an object for which its check has not asked; to be called after all others.
 * Whether nothing below is unsound, so that the object's rules can run.
 */
export function settle(x: object): boolean {
  for (const _ in x) seen--;
  if (seen !== 0 && options.unknownFields !== "allow") unknown(x as Values);
  return others();
}

/** Leaves the other fields of an object alone. */
export function others(): boolean {
  asker = undefined;
  return unsound === entered;
}

function unknown(x: Values): void {
  const fields = namesOf(asker as Fields);
  for (const key of keysOf(x)) {
    if (x[key] !== undefined && !fields.includes(key) && !issues.truncated)
      report("unknown_field", unknownField(nearest(key, fields)), step(key));
  }
}

/** Runs a part of a rule on each item of a list, which may be absent; the list is at a path, or at hand. */
export function each<T>(
  items: readonly T[] | null | undefined,
  path: string | undefined,
  run: (item: T) => void,
): void {
  items?.forEach((item, i) => {
    const from = issues.length;
    run(item);
    if (issues.length > from) prefix(from, `${path ?? at}[${i}]`);
  });
}
