/** Names longer than this are not compared: no known name is near them. */
const LONGEST = 64;

/**
 * The known name nearest to `name`, if one is near enough to be meant: at most about a third of the known name's
 * length away, in Levenshtein distance over code points, and at least one. Of equally near names the first.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // Of a longer name not all has to be looked at to see that it is too long.
  const letters = [...name.slice(0, 2 * LONGEST + 1)];
  let least = LONGEST;
  let best: string | undefined;
  for (const candidate of known) {
    const other = [...candidate];
    const far = distance(letters, other);
    if (far < least && far <= Math.max(1, Math.floor((other.length + 1) / 3))) {
      least = far;
      best = candidate;
    }
  }
  return letters.length > LONGEST ? undefined : best;
}

function distance(a: readonly string[], b: readonly string[]): number {
  const last = a.reduce(
    (row, x, i) => {
      const next = [i + 1];
      b.forEach((y, j) => {
        const beside = Math.min(row[j + 1] as number, next[j] as number) + 1;
        next.push(Math.min(beside, (row[j] as number) + Number(x !== y)));
      });
      return next;
    },
    [...b.keys(), b.length],
  );
  return last[b.length] as number;
}
