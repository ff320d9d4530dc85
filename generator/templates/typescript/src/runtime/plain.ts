/** Stands for what is no JSON. */
const NO_JSON = (): void => {};

/** How deep a copy goes: deeper than any model does. */
const DEPTH = 100;

/** How many values are copied at most: a proxy may make new ones for ever. */
const MOST = 1_000_000;

/**
 * A copy out of plain objects and lists: own enumerable properties, each read once. What cannot be read, and
 * what is neither data nor an object of a class of the caller's, is replaced by something that no check takes.
 */
export function plain(value: unknown): unknown {
  let left = MOST;
  const copy = (x: unknown, depth: number): unknown => {
    if (typeof x !== "object" || !x) return x;
    try {
      if (depth && left-- > 0) {
        if (Array.isArray(x)) {
          const list = [];
          for (let i = 0; i < x.length && i < MOST; i++) list.push(copy(x[i], depth - 1));
          return list;
        }
        if (Object.prototype.toString.call(x) === "[object Object]") {
          const own: { [key: string]: unknown } = { ...x };
          for (const key in own)
            if (typeof own[key] === "object" && Object.hasOwn(own, key)) own[key] = copy(own[key], depth - 1);
          return own;
        }
      }
    } catch {}
    return NO_JSON;
  };
  return copy(value, DEPTH);
}
