// Text to checked value, beside JSON.parse of the valid text. After `cargo test -p fin-tests --test typescript`, which
// installs and builds what this needs below target/node:
//
//     node bench/typescript/bench.mjs
//
// ajv and zod get the package's own JSON Schemas: types and single-field constraints, no rules that compare fields.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { sample } from "./sample.mjs";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("target/node/package.json", root));
const { default: Ajv } = require("ajv/dist/2020.js");
const addFormats = require("ajv-formats");
const { z } = require("zod");
const { CreateBusinessCustomer, CreateIndividualCustomer } = await import(
  new URL("target/node/packages/fin-sdk/dist/esm/v2/index.js", root)
);

const options = { context: { today: "2026-01-01" } };

/** zod reads no schema that says `not`: then it does not take part. */
function zodOf(schema) {
  try {
    return z.fromJSONSchema(schema);
  } catch {
    return undefined;
  }
}

function contenders(type, valid, broken) {
  const schema = type["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  addFormats.default(ajv);
  const byAjv = ajv.compile(schema);
  const byZod = zodOf(schema);
  const named = {
    "fin-sdk": type.safeParseJson(broken, options).issues.length,
    ajv: byAjv(JSON.parse(broken)) ? 0 : byAjv.errors.length,
    zod: byZod?.safeParse(JSON.parse(broken)).error?.issues.length,
  };
  const accepted = {
    "fin-sdk": type.safeParseJson(valid, options).success,
    ajv: byAjv(JSON.parse(valid)),
    zod: byZod?.safeParse(JSON.parse(valid)).success,
  };
  console.log("takes the valid payload", accepted, "issues of the broken one", named);
  return {
    "JSON.parse": () => JSON.parse(valid),
    "fin-sdk, valid": () => type.safeParseJson(valid, options),
    "fin-sdk, eight mistakes": () => type.safeParseJson(broken, options),
    "ajv, valid": () => byAjv(JSON.parse(valid)),
    "ajv, eight mistakes": () => byAjv(JSON.parse(broken)),
    ...(byZod && {
      "zod, valid": () => byZod.safeParse(JSON.parse(valid)),
      "zod, eight mistakes": () => byZod.safeParse(JSON.parse(broken)),
    }),
  };
}

for (const [name, type] of [
  ["individual", CreateIndividualCustomer],
  ["business", CreateBusinessCustomer],
]) {
  const text = (file) => readFileSync(new URL(`bench/payloads/${file}.json`, root), "utf8");
  console.log(name);
  for (const { name: contender, nanoseconds, ratio } of sample(
    contenders(type, text(name), text(`${name}_broken`)),
  )) {
    console.log(
      `  ${contender.padEnd(26)} ${(nanoseconds / 1000).toFixed(2).padStart(8)} µs  ${ratio.toFixed(2)}`,
    );
  }
}
