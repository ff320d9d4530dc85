// Tells Node and bundlers which half of `dist` is which.
const { writeFileSync } = require("node:fs");

for (const [folder, type] of [
  ["esm", "module"],
  ["cjs", "commonjs"],
]) {
  const marker = JSON.stringify({ type, sideEffects: false });
  writeFileSync(`${__dirname}/dist/${folder}/package.json`, `${marker}\n`);
}
