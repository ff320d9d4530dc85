/** The JSON text of a member of the object that a line holds, to the letter. */
export function member(line, name) {
  const end = (at) => {
    let close = at;
    for (;;) {
      close = line.indexOf('"', close + 1);
      let before = close;
      while (line[before - 1] === "\\") before--;
      if ((close - before) % 2 === 0) return close;
    }
  };
  let depth = 0;
  let key;
  let isKey = false;
  let from = -1;
  for (let at = 0; at < line.length; at++) {
    const mark = line[at];
    if (mark === '"') {
      const close = end(at);
      if (depth === 1 && isKey) {
        key = JSON.parse(line.slice(at, close + 1));
        isKey = false;
      }
      at = close;
    } else if (depth === 1 && mark === ":" && from < 0 && key === name) {
      from = at + 1;
    } else if (depth === 1 && (mark === "," || mark === "}") && from >= 0) {
      return line.slice(from, at);
    } else if (mark === "{" || mark === "[") {
      depth++;
      isKey = depth === 1;
    } else if (mark === "}" || mark === "]") {
      depth--;
    } else if (mark === "," && depth === 1) {
      isKey = true;
    }
  }
  return undefined;
}
