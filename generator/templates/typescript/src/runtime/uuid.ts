import { type At, broken, type Optional, text } from "./checker.js";
import { UUID } from "./words.js";

/** 8-4-4-4-12 hexadecimal digits of either case. */
export function uuid(at: At, x: unknown, optional?: Optional): void {
  const id = text(at, x, optional);
  if (id !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) broken("uuid", UUID);
}
