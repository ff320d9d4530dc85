/** Stands for what is no JSON. */
const NO_JSON = (): void => {};

/** How deep a copy goes: deeper than any model does. */
const DEPTH = 100;

/** How many values are copied at most: a proxy may make new ones for ever. */
const MOST = 1_000_000;

/** What copies inherit from: nothing. An object of which that is the prototype is faster than one without any. */
const NOTHING = /* @__PURE__ */ Object.create(null);

/**
 * A copy out of plain objects and lists: own enumerable properties, each read once. What throws, and what is
 * neither data nor an object of a class of the caller's, is replaced by something that no check takes.
 */
export function plain(value: unknown): unknown {
  let left = MOST;
  const copy = (of: object, key: PropertyKey, depth: number): unknown => {
    try {
      const x = (of as { readonly [key: PropertyKey]: unknown })[key];
      if (typeof x !== "object" || !x) return x;
      if (depth < DEPTH && left-- > 0) {
        if (Array.isArray(x))
          return Array.from({ length: Math.min(x.length, MOST) }, (_, i) => copy(x, i, depth + 1));
        if (Object.prototype.toString.call(x) === "[object Object]") {
          const object = Object.create(NOTHING);
          for (const key of Object.keys(x)) object[key] = copy(x, key, depth + 1);
          return object;
        }
      }
    } catch {}
    return NO_JSON;
  };
  return copy([value], 0, 0);
}
