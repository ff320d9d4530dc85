// Text to checked value, beside JSON.parse of the valid text. After `cargo test -p fin-tests --test typescript`, which
// installs and builds what this needs below target/node:
//
//     node bench/typescript/bench.mjs
//
// For the individual, ajv and zod have the same rules, written by hand.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { byAjv, byZod } from "./peers.mjs";
import { sample } from "./sample.mjs";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("target/node/package.json", root));
const { default: Ajv } = require("ajv/dist/2020.js");
const { z } = require("zod");
const { CreateBusinessCustomer, CreateIndividualCustomer } = await import(
  new URL("target/node/packages/fin-sdk/dist/esm/v2/index.js", root)
);

const today = "2026-01-01";
const options = { context: { today } };

const individual = {
  "fin-sdk": (text) => CreateIndividualCustomer.safeParseJson(text, options).issues ?? [],
  ajv: byAjv(new Ajv({ allErrors: true }), today),
  zod: byZod(z, today),
};
const business = {
  "fin-sdk": (text) => CreateBusinessCustomer.safeParseJson(text, options).issues ?? [],
};

for (const [name, checks] of Object.entries({ individual, business })) {
  const [valid, broken] = [name, `${name}_broken`].map((file) =>
    readFileSync(new URL(`bench/payloads/${file}.json`, root), "utf8"),
  );
  console.log(name);
  const contenders = { "JSON.parse": () => JSON.parse(valid) };
  for (const [peer, check] of Object.entries(checks)) {
    if (check(valid).length) throw new Error(`${peer} refuses the valid payload`);
    console.log(`  ${peer} names ${check(broken).length} of eight mistakes`);
    contenders[`${peer}, valid`] = () => check(valid);
    contenders[`${peer}, eight mistakes`] = () => check(broken);
  }
  for (const { name: contender, nanoseconds, ratio } of sample(contenders)) {
    console.log(
      `  ${contender.padEnd(26)} ${(nanoseconds / 1000).toFixed(2).padStart(8)} µs  ${ratio.toFixed(2)}`,
    );
  }
}
