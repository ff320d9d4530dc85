/** The additions for the items of a list are not as many as its items. */
export class AdditionsMismatch extends Error {
  override readonly name: string = "AdditionsMismatch";

  constructor(
    /** The list in the newer payload: `associated_parties`. */
    readonly path: string,
    /** How many items it has. */
    readonly items: number,
    /** How many additions there are. */
    readonly additions: number,
  ) {
    super(`${path} has ${items} items, and the additions have ${additions}`);
  }
}

/** What comes out of a value that is below the path. */
export function below<N>(path: string, make: () => N): N {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof AdditionsMismatch)) throw error;
    throw new AdditionsMismatch(`${path}.${error.path}`, error.items, error.additions);
  }
}

/** Each item with its additions. */
export function each<O, A, N>(
  path: string,
  items: readonly O[],
  additions: readonly A[],
  one: (item: O, additions: A) => N,
): N[] {
  if (items.length !== additions.length) throw new AdditionsMismatch(path, items.length, additions.length);
  // As many as the items: there is one for each.
  return items.map((item, index) => below(`${path}[${index}]`, () => one(item, additions[index] as A)));
}

/** What becomes of a value where it is there. */
export function ifThere<O, N>(value: O | null | undefined, make: (value: O) => N): N | undefined {
  return value === null || value === undefined ? undefined : make(value);
}

/** Texts as one, but for those that are absent. */
export function joined(separator: string, ...texts: readonly (string | null | undefined)[]): string {
  return texts.filter((text) => text !== null && text !== undefined).join(separator);
}
