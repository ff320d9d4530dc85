/** Names longer than this are not compared: no known name is near them. */
const LONGEST = 64;

/**
 * The known name nearest to `name`, if one is near enough to be meant: at most about a third of the known name's
 * length away, in Levenshtein distance over code points, and at least one. Of equally near names the first.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 2 * LONGEST) return;
  const letters = [...name];
  if (letters.length > LONGEST) return;
  let least = Number.POSITIVE_INFINITY;
  let best: string | undefined;
  for (const candidate of known) {
    const other = [...candidate];
    const limit = Math.max(1, Math.floor((other.length + 1) / 3));
    if (Math.abs(other.length - letters.length) > limit) continue;
    const far = distance(letters, other);
    if (far < least && far <= limit) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

function distance(a: readonly string[], b: readonly string[]): number {
  const row = [...b.keys(), b.length];
  a.forEach((x, i) => {
    let diagonal = i;
    row[0] = i + 1;
    b.forEach((y, j) => {
      const above = row[j + 1] as number;
      row[j + 1] = Math.min((row[j] as number) + 1, above + 1, diagonal + (x === y ? 0 : 1));
      diagonal = above;
    });
  });
  return row[b.length] as number;
}
