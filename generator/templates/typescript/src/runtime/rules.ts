import { type Checker, prefix } from "./checker.js";

export { codePoints, isAscii, isBlank, repeats } from "./constraints.js";
export { today, yearsBetween } from "./date.js";

/** Runs a part of a rule on each item of a list, which may be absent. */
export function each<T>(
  c: Checker,
  at: string,
  items: readonly T[] | null | undefined,
  run: (item: T) => void,
): void {
  items?.forEach((item, i) => {
    const from = c.issues.length;
    run(item);
    if (c.issues.length > from) prefix(c, from, `${at}[${i}]`);
  });
}

/** An own property of an object, which may be absent. */
export function own<T extends object, K extends keyof T>(of: T, name: K): T[K];
export function own(of: object | null | undefined, name: PropertyKey): unknown;
export function own(of: object | null | undefined, name: PropertyKey): unknown {
  return of && Object.hasOwn(of, name) ? (of as { readonly [key: PropertyKey]: unknown })[name] : undefined;
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
  let sum = 0;
  for (const number of [-bound, ...numbers]) {
    // Of up to four decimals and fifteen digits the nearest double tells which decimal is meant.
    const scaled = Math.round(number * 1e4);
    sum += scaled / 1e4 === number && Math.abs(scaled) < 1e15 ? scaled : Number.NaN;
    if (!(Math.abs(sum) < 4e15)) return exactOrder([-bound, ...numbers]);
  }
  return sum;
}

function exactOrder(numbers: readonly number[]): number {
  const sums = new Map<number, bigint>();
  let least = 0;
  for (const number of numbers) {
    const [digits = "", power = "0"] = String(number).split("e");
    const [whole = "", fraction = ""] = digits.split(".");
    const exponent = +power - fraction.length;
    least = Math.min(least, exponent);
    sums.set(exponent, (sums.get(exponent) ?? 0n) + BigInt(whole + fraction));
  }
  let sum = 0n;
  for (const [exponent, digits] of sums) sum += digits * 10n ** BigInt(exponent - least);
  return sum < 0n ? -1 : sum > 0n ? 1 : 0;
}
