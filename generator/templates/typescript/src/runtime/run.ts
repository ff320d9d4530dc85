import { type Check, type CheckOptions, Checker } from "./checker.js";
import type { Issues } from "./issue.js";
import { plain } from "./plain.js";

/** Runs a check on any value. */
export function issuesOf(check: Check, value: unknown, options: CheckOptions = {}): Issues {
  let c = new Checker(options);
  try {
    check(c, value);
  } catch {
    // `EXOTIC`, or whatever a getter or a proxy throws: a plain copy does not.
    c = new Checker(options, true);
    check(c, plain(value));
  }
  return finish(c);
}

/** The issues that a check has found. */
export function finish(c: Checker): Issues {
  return c.truncated ? Object.assign(c.issues, { truncated: true as const }) : c.issues;
}
