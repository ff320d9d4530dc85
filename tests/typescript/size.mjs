// How large one payload's check is in a bundle: a line each, as JSON.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import * as v1 from "fin-sdk/v1";
import * as v2 from "fin-sdk/v2";

async function gzipped(contents) {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname ?? new URL(".", import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return gzipSync(result.outputFiles[0].contents, { level: 9 }).length;
}

for (const [version, types] of Object.entries({ v1, v2 })) {
  for (const name of Object.keys(types).filter((name) => name.startsWith("check"))) {
    const type = name.slice("check".length);
    const from = `from "fin-sdk/${version}"`;
    const check = await gzipped(`import { ${name} } ${from}; globalThis.found = ${name}(globalThis.given);`);
    const whole = await gzipped(
      `import { ${type} } ${from}; globalThis.read = ${type}.parseJson(globalThis.given);`,
    );
    console.log(JSON.stringify({ type: `${version}.${type}`, check, whole }));
  }
}
