import { type CheckOptions, type Fields, type Look, object, run } from "./checker.js";
import type { Issues } from "./issue.js";
import { plain } from "./plain.js";

/** Checks any value: a plain copy of it. */
export function issuesOf(
  fields: Fields | undefined,
  value: unknown,
  options?: CheckOptions,
  look: Look = object,
): Issues {
  return run(look, plain(value), options, fields);
}
