import type { IgnorableCode, IssueCode } from "../codes.js";
import type { Context } from "../context.js";
import { nearest } from "./nearest.js";
import type { Open } from "./types.js";
import { MAX_ISSUES, required, unknownField } from "./words.js";

/** How strictly a payload is checked, and what is known beside it. */
export interface CheckOptions {
  /** What rules ask for beside the payload. A rule that asks for a value that is not given is skipped. */
  readonly context?: Context | undefined;
  /** Codes of constraints, formats and rules that are not reported. Structure stays on. */
  readonly ignore?: readonly Open<IgnorableCode>[] | undefined;
  /** Whether fields that the model does not know are let through; they are refused otherwise. */
  readonly unknownFields?: "allow" | "refuse" | undefined;
}

/** Whether a value must be there: a field (1), or an item (2), of which `null` is none. Others are optional. */
export type Need = 1 | 2 | undefined;

/** Looks at a value and reports what is wrong with it. */
export type Check = (c: Checker, value: unknown) => void;

/** Looks at the fields of an object. */
export type FieldChecks = (c: Checker, v: Fields) => void;

/** An object as the checks read it. */
export type Fields = { readonly [name: string]: unknown };

/** Thrown where a value is no plain data, so that the check begins again with a plain copy. */
export const EXOTIC: unique symbol = /* @__PURE__ */ Symbol();

/**
 * One payload being checked.
 *
 * Paths are put together on the way out and only where there is an issue: an issue is reported at a name of the
 * object at hand, and who called for that object puts its own name before it.
 */
export class Checker {
  issues: { path: string; code: IssueCode; message: string }[] = [];
  /** The path of the field at hand, from its object; empty in an item of a list, and in the payload itself. */
  at = "";
  /** How many of the fields that the model knows were there. */
  seen = 0;
  /** How many mistakes of structure there were: what compares values runs only where there is none below it. */
  unsound = 0;
  truncated = false;
  /** Whether the order of keys matters, and is not the payload's. */
  disordered = false;
  today: string | undefined;
  /** The day at hand as a number, `YYYYMMDD`. */
  day = 0;
  /** The current one as such a number, once it was asked for. */
  now = 0;

  constructor(
    readonly options: CheckOptions,
    /** Whether all objects are known to be plain: a parser made them. */
    readonly plain = false,
    /** The payload's order of keys, where JavaScript has another one. */
    readonly orders?: Map<object, string[]> | undefined,
  ) {
    this.today = (options.context as { readonly today?: string } | undefined)?.today;
  }
}

/** Reports at a path. */
export function report(c: Checker, path: string, code: IssueCode, message: string): void {
  if (c.issues.length < MAX_ISSUES) c.issues.push({ path, code, message });
  else c.truncated = true;
}

/** Reports a mistake of structure at the value at hand. */
export function broken(c: Checker, code: IssueCode, message: string): void {
  c.unsound++;
  report(c, c.at, code, message);
}

/** Reports a constraint of the value at hand. */
export function fail(c: Checker, code: IssueCode, message: string): void {
  failAt(c, c.at, code, message);
}

/** Reports a constraint or a rule, unless the caller has switched it off. */
export function failAt(c: Checker, path: string, code: IssueCode, message: string): void {
  if (!c.options.ignore?.includes(code)) report(c, path, code, message);
}

/** Puts a name before the paths of the issues since `from`. */
export function prefix(c: Checker, from: number, name: string): void {
  for (let i = from; i < c.issues.length; i++) {
    const issue = c.issues[i] as { path: string };
    issue.path = name + (issue.path === "" || issue.path[0] === "[" ? issue.path : `.${issue.path}`);
  }
}

/** A key as a step of a path. */
export function step(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : `[${JSON.stringify(key)}]`;
}

/** A value that is not of its kind: absent, `null` or of another type. */
export function missing(c: Checker, x: unknown, need: Need, message: string): void {
  if (x !== undefined) c.seen++;
  if (x != null || need === 2) broken(c, "type", message);
  else if (need) broken(c, "required", required(c.at[0] === "[" ? JSON.parse(c.at.slice(1, -1)) : c.at));
}

/** The keys of an object in the payload's order. */
export function keys(c: Checker, v: Fields): string[] {
  return c.orders?.get(v) ?? Object.keys(v);
}

/** Takes note that the order of these keys matters. JavaScript puts those that look like indices first. */
export function ordered(c: Checker, keys: readonly string[]): void {
  if (keys.length > 1 && /^\d+$/.test(keys[0] as string)) c.disordered = true;
}

/** What checks have asked for, by check: found out once. */
const asked: WeakMap<FieldChecks, readonly string[]> = /* @__PURE__ */ new WeakMap();

/** The names of the fields that a check asks for: what it reads of an object that has none. */
function namesOf(check: FieldChecks): readonly string[] {
  let names = asked.get(check);
  if (!names) {
    const read = new Set<string>();
    const note = (_: object, name: string | symbol) => void read.add(name as string);
    check(new Checker({}), new Proxy({}, { get: note, getOwnPropertyDescriptor: note }));
    names = [...read];
    asked.set(check, names);
  }
  return names;
}

/** Reports the fields of an object for which its check has not asked. */
export function unknownFields(c: Checker, v: Fields, check: FieldChecks): void {
  const names = namesOf(check);
  const all = keys(c, v);
  const isHidden = (name: string) =>
    !all.includes(name) && v[name] !== undefined && !(name in Object.prototype);
  if (!c.plain && names.some(isHidden)) throw EXOTIC;
  if (c.options.unknownFields === "allow") return;
  const strange = all.filter((key) => v[key] !== undefined && !names.includes(key));
  if (strange[1] !== undefined) ordered(c, all);
  for (const key of strange) {
    report(c, step(key), "unknown_field", unknownField(nearest(key, names)));
    if (c.truncated) break;
  }
}
