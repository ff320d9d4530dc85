// The package needs nothing but the language: it runs where there is no Node.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import * as sdk from "fin-sdk";
import { individual } from "./payloads.mjs";

test("a bundle runs without a single global of Node", async () => {
  const result = await build({
    stdin: {
      contents: 'export * as sdk from "fin-sdk"; export * as webhooks from "fin-sdk/webhooks";',
      resolveDir: ".",
    },
    bundle: true,
    platform: "neutral",
    format: "iife",
    globalName: "bundle",
    write: false,
  });
  const realm = createContext({ text: JSON.stringify(individual()) });
  runInContext(result.outputFiles[0].text, realm);
  const read = (code) => JSON.parse(runInContext(`JSON.stringify(${code})`, realm));
  assert.equal(read("typeof process + typeof require + typeof TextDecoder"), "undefinedundefinedundefined");
  assert.equal(read("bundle.sdk.v2.CreateIndividualCustomer.safeParseJson(text).success"), true);
  assert.equal(read("bundle.sdk.v2.CreateIndividualCustomer.check({}).length"), 4);
  assert.equal(read("bundle.webhooks.safeParseWebhook({}).success"), false);
});

test("both module systems get the same", () => {
  const common = createRequire(import.meta.url)("fin-sdk");
  assert.deepEqual(
    Object.keys(common)
      .filter((key) => key !== "__esModule")
      .sort(),
    Object.keys(sdk).sort(),
  );
  assert.deepEqual(common.v2.CreateIndividualCustomer.check({}), sdk.v2.CreateIndividualCustomer.check({}));
});
