import { type CheckOptions, type Fields, type Look, object } from "./checker.js";
import type { Described } from "./describe.js";
import { FinValidationError, type Issues } from "./issue.js";
import { checkJson } from "./json.js";
import { issuesOf } from "./run.js";
import { type Standard, standard } from "./standard.js";

/** The outcome of a check: the value, or everything that is wrong with it. */
export type Result<T> =
  | { readonly success: true; readonly data: T; readonly issues?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly issues: Issues };

/** Checks and reads the payloads of one type. */
export interface FinSchema<T> {
  /** The type's name in the model. */
  readonly name: string;
  /** The value itself, where nothing is wrong with it. Throws a `FinValidationError` otherwise. */
  parse(value: unknown, options?: CheckOptions): T;
  /** The value itself, or everything that is wrong with it. */
  safeParse(value: unknown, options?: CheckOptions): Result<T>;
  /** Reads a JSON text, or its bytes in UTF-8. Throws a `FinValidationError`. */
  parseJson(json: string | Uint8Array, options?: CheckOptions): T;
  /** Reads a JSON text, or its bytes in UTF-8. */
  safeParseJson(json: string | Uint8Array, options?: CheckOptions): Result<T>;
  /** Whether nothing is wrong with a value. */
  is(value: unknown, options?: CheckOptions): value is T;
  /** Everything that is wrong with a value: an empty list where nothing is. */
  check(value: unknown, options?: CheckOptions): Issues;
  /** The type for whatever takes Standard Schema or Standard JSON Schema. */
  readonly "~standard": Standard<T>;
}

/** The methods around a check. */
export function schema<T>(
  fields: Fields | undefined,
  described: Described,
  look: Look = object,
): FinSchema<T> {
  const check = (value: unknown, options?: CheckOptions) => issuesOf(fields, value, options, look);
  const safeParse = (value: unknown, options?: CheckOptions): Result<T> => {
    return result(value as T, check(value, options));
  };
  const safeParseJson = (json: string | Uint8Array, options?: CheckOptions): Result<T> => {
    const { value, issues } = checkJson(fields, json, options, look);
    return result(value as T, issues);
  };
  return {
    name: described.name,
    parse: (value, options) => unwrap(safeParse(value, options)),
    safeParse,
    parseJson: (json, options) => unwrap(safeParseJson(json, options)),
    safeParseJson,
    is: (value, options): value is T => !check(value, options).length,
    check,
    "~standard": standard<T>(check, described),
  };
}

function result<T>(data: T, issues: Issues): Result<T> {
  return issues.length ? { success: false, issues } : { success: true, data };
}

/** The value of an outcome; throws where there is none. */
export function unwrap<T>(result: Result<T>): T {
  if (result.success) return result.data;
  throw new FinValidationError(result.issues);
}

/** Checks and reads the values of an enum. */
export interface FinEnum<T> extends FinSchema<T> {
  /** The values that the model knows. */
  readonly values: readonly T[];
}

/** The methods around the check of an enum. */
export function enumeration<T>(look: Look, described: Described, values: readonly T[]): FinEnum<T> {
  return { ...schema<T>(undefined, described, look), values };
}
