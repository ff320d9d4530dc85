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

/**
 * Texts of three capitals, in their order: of each how many texts there are between it and the one before. The last
 * digit of such a number is one of the 16 letters from `a` on, and any before it one of the ten from `q` on.
 */
export function capitals(gaps: string): ReadonlySet<string> {
  const texts = new Set<string>();
  let at = 0;
  let gap = 0;
  for (const letter of gaps) {
    const digit = letter.charCodeAt(0) - 97;
    if (digit > 15) gap = gap * 10 + digit - 16;
    else {
      at += gap * 16 + digit;
      texts.add(String.fromCharCode(65 + at / 676, 65 + ((at / 26) % 26), 65 + (at++ % 26)));
      gap = 0;
    }
  }
  return texts;
}
