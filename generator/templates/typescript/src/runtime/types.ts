declare const madeByIsoDate: unique symbol;

/** A day of the years 0001 to 9999 as `YYYY-MM-DD`. Made by `isoDate`, or out of a payload that was checked. */
export type IsoDate = string & { readonly [madeByIsoDate]: true };

/** 8-4-4-4-12 hexadecimal digits of either case. */
export type Uuid = string;

/** One of some texts, or a text that the model does not know yet. */
export type Open<T extends string> = T | (string & Record<never, never>);

/** A payload as rules read it: whatever may be absent is asked for there. */
export type Known<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer I)[]
    ? readonly Known<I>[]
    : T extends object
      ? { readonly [K in keyof T]-?: Known<NonNullable<T[K]>> }
      : T;

/** Texts out of one in which spaces stand between them. */
export function spaced(texts: string): ReadonlySet<string> {
  return new Set(texts.split(" "));
}

/** Texts of one length in capitals out of groups with spaces between: the first letter of each is written once. */
export function capitals(groups: string, length: number): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const [first, ...rest] of groups.toUpperCase().split(" ")) {
    while (rest[0]) texts.add(first + rest.splice(0, length - 1).join(""));
  }
  return texts;
}
