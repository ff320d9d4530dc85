import { describe, type Described, type Target } from "./describe.js";
import type { Issues } from "./issue.js";
import type { IsoDate } from "./types.js";

/** A payload before its check: its days are any texts. */
export type Unchecked<T> = T extends IsoDate
  ? string
  : T extends string | number | boolean
    ? T
    : T extends (infer I)[]
      ? Unchecked<I>[]
      : T extends object
        ? { [K in keyof T]: Unchecked<T[K]> }
        : T;

/** What the property `~standard` holds: Standard Schema and Standard JSON Schema, both version 1. */
export interface Standard<T> {
  readonly version: 1;
  readonly vendor: "fin-sdk";
  readonly types?: { readonly input: Unchecked<T>; readonly output: T } | undefined;
  readonly validate: (value: unknown) => StandardResult<T>;
  readonly jsonSchema: {
    readonly input: (options: StandardOptions) => Record<string, unknown>;
    readonly output: (options: StandardOptions) => Record<string, unknown>;
  };
}

/** For which version of JSON Schema a description is asked. */
export interface StandardOptions {
  readonly target: Target | (string & Record<never, never>);
}

/** The outcome of a check, as Standard Schema has it. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** An issue, as Standard Schema has it. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** The property `~standard` of a type. */
export function standard<T>(check: (value: unknown) => Issues, described: Described): Standard<T> {
  const jsonSchema = (options: StandardOptions) => describe(described, options.target);
  return {
    version: 1,
    vendor: "fin-sdk",
    validate: (value) => {
      const issues = check(value);
      if (!issues.length) return { value: value as T };
      return { issues: issues.map(({ message, path }) => ({ message, path: segments(path) })) };
    },
    jsonSchema: { input: jsonSchema, output: jsonSchema },
  };
}

/** The keys and indices of a path. */
export function segments(path: string): (string | number)[] {
  const found: (string | number)[] = [];
  for (let at = 0; at < path.length; ) {
    if (path[at] === ".") at++;
    let end = at;
    if (path[at] !== "[") {
      while (end < path.length && path[end] !== "." && path[end] !== "[") end++;
      found.push(path.slice(at, end));
    } else {
      if (path[at + 1] === '"') {
        end += 2;
        while (path[end] !== '"') end += path[end] === "\\" ? 2 : 1;
      }
      end = path.indexOf("]", end) + 1;
      found.push(JSON.parse(path.slice(at + 1, end - 1)));
    }
    at = end;
  }
  return found;
}
