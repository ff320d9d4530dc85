export { codePoints, isAscii, isBlank, repeats } from "./constraints.js";
export { yearsBetween } from "./date.js";

/** An own property of an object, which may be absent. */
export function own<T extends object, K extends keyof T>(of: T, name: K): T[K];
export function own(of: object | null | undefined, name: PropertyKey): unknown;
export function own(of: object | null | undefined, name: PropertyKey): unknown {
  const value = (of as { readonly [key: PropertyKey]: unknown } | null | undefined)?.[name];
  return of && Object.hasOwn(of, name) ? value : undefined;
}

/** How many entries a map has. */
export function entries(map: object): number {
  return Object.values(map).filter((value) => value !== undefined).length;
}

/**
 * How the exact sum of some numbers compares with a bound: below zero, zero or above it. A number counts as the
 * shortest decimal that reads back as its double, so that 33.3 + 33.3 + 33.3 + 0.1 is 100.
 */
export function sumOrder(numbers: readonly number[], bound: number): number {
  const all = [-bound, ...numbers];
  let sum = 0;
  for (const number of all) {
    // Of up to four decimals and fifteen digits the nearest double tells which decimal is meant.
    const scaled = Math.round(number * 1e4);
    sum = scaled / 1e4 === number && Math.max(scaled, -scaled, sum, -sum) < 1e15 ? sum + scaled : Number.NaN;
  }
  return Number.isNaN(sum) ? Number(all.reduce(exactly, 0n)) : sum;
}

/** A sum as a whole number of the smallest decimals that a double's shortest form has. */
function exactly(sum: bigint, number: number): bigint {
  const [digits = "", power = 0] = String(number).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  return sum + BigInt(whole + fraction) * 10n ** BigInt(324 + +power - fraction.length);
}
