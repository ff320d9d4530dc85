import { type Check, type CheckOptions, Checker } from "./checker.js";
import type { Issues } from "./issue.js";
import { plain } from "./plain.js";

/** Runs a check on any value. */
export function issuesOf(check: Check, value: unknown, options: CheckOptions = {}): Issues {
  return finish(attempt(check, value, options));
}

/** Runs a check, on a plain copy of the value where the value itself cannot be read as plain data. */
export function attempt(
  check: Check,
  value: unknown,
  options: CheckOptions,
  orders?: Map<object, string[]>,
): Checker {
  let c = new Checker(options, orders);
  try {
    check(c, value);
  } catch {
    // `EXOTIC`, or whatever a getter or a proxy throws.
    c = new Checker(options, orders);
    check(c, plain(value));
  }
  return c;
}

/** The issues that a check has found. */
export function finish(c: Checker): Issues {
  return c.truncated ? Object.assign(c.issues, { truncated: true as const }) : c.issues;
}
