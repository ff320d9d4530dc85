/**
 * The test of a pattern: a walk through a table, one step a character, whatever the text is like.
 *
 * @param ranges The first code unit of each range and the range's class.
 * @param width How many cells a state has: one a class, and whether a text may end there.
 * @param table The cells, state by state: the next state's letter, how many states on it is, or blank for none.
 */
export function automaton(ranges: string, width: number, table: string): (x: string) => boolean {
  const classes = new Uint8Array(1 << 16);
  let next: Uint16Array | undefined;
  const read = (): Uint16Array => {
    ranges.split(" ").forEach((start, i, all) => {
      if (i % 2 === 0) classes.fill(Number(all[i + 1]), Number(start));
    });
    // The row of no state leads nowhere.
    const cells: number[] = new Array(width).fill(0);
    for (let at = 0; at < table.length; at++) {
      const letter = table.charCodeAt(at) - 35;
      let state = letter < 48 ? letter : letter - 49 + Math.floor(cells.length / width);
      if (letter === -2) state = (table.charCodeAt(++at) - 35) * 56 + table.charCodeAt(++at) - 35;
      cells.push(letter === -3 ? 0 : (state + 1) * width);
    }
    return Uint16Array.from(cells);
  };
  // A state is known by where its row begins.
  return (x) => {
    next ??= read();
    let state = width;
    for (let i = 0; i < x.length; i++) state = next[state + (classes[x.charCodeAt(i)] as number)] as number;
    return next[state + width - 1] !== 0;
  };
}
