/** Stands for what is no JSON. */
const NO_JSON = (): void => {};

/** How deep a copy goes: deeper than any model does. */
const DEPTH = 100;

/** How many objects and lists are copied at most: a proxy may make new ones for ever. */
const MOST = 1_000_000;

/**
 * A copy out of plain objects and lists: own enumerable properties, each read once. What throws, and what is
 * neither data nor an object of a class of the caller's, is replaced by something that no check takes.
 */
export function plain(value: unknown): unknown {
  const copies = new Map<object, unknown>();
  const copy = (x: unknown, depth: number): unknown => {
    if (typeof x !== "object" || x === null) return x;
    const known = copies.get(x);
    if (known !== undefined) return known;
    if (depth === DEPTH || copies.size === MOST) return NO_JSON;
    try {
      return Array.isArray(x) ? items(x, depth) : fields(x, depth);
    } catch {
      copies.set(x, NO_JSON);
      return NO_JSON;
    }
  };
  const items = (x: readonly unknown[], depth: number): unknown => {
    const list: unknown[] = [];
    copies.set(x, list);
    const length = Math.min(x.length, MOST);
    for (let i = 0; i < length; i++) list.push(property(x, i, depth));
    return list;
  };
  const fields = (x: object, depth: number): unknown => {
    if (Object.prototype.toString.call(x) !== "[object Object]") throw NO_JSON;
    const object: { [key: string]: unknown } = Object.create(null);
    copies.set(x, object);
    for (const key of Object.keys(x)) object[key] = property(x, key, depth);
    return object;
  };
  const property = (x: object, key: string | number, depth: number): unknown => {
    try {
      return copy((x as { [key: string]: unknown })[key], depth + 1);
    } catch {
      return NO_JSON;
    }
  };
  return copy(value, 0);
}
