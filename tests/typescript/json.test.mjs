// Texts are read as every other language reads them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CreateIndividualCustomer } from "fin-sdk/v2";
import { context, individual, short } from "./payloads.mjs";

const read = (json, options) => {
  const result = CreateIndividualCustomer.safeParseJson(json, { context, ...options });
  return short(result.issues ?? []);
};
const text = JSON.stringify(individual());

test("texts and bytes are read alike", () => {
  assert.deepEqual(read(text), []);
  assert.deepEqual(read(new TextEncoder().encode(text)), []);
  assert.deepEqual(CreateIndividualCustomer.parseJson(text, { context }), individual());
});

test("what is no JSON is one issue", () => {
  const none = [
    "",
    " ",
    "{",
    `${text}x`,
    `\uFEFF${text}`,
    text.replace("Maria", "\uD800"),
    text.replace("Maria", "\\ud800"),
  ];
  none.push(
    text.replace("Maria", "\\udc00\\ud800"),
    `{"a":"\\ud800","a":1}`,
    text.replace("Maria", "\\ud83d\\\\ude00"),
  );
  for (const json of none) assert.deepEqual(read(json), [" json"]);
  const bytes = new TextEncoder().encode(text);
  assert.deepEqual(read(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])), [" json"]);
  assert.deepEqual(read(new Uint8Array([...bytes.slice(0, 60), 0xff, ...bytes.slice(61)])), [" json"]);
});

test("whole pairs are text", () => {
  assert.deepEqual(read(text.replace("San Francisco", "\\ud83d\\ude00")), ["address.city ascii"]);
  assert.deepEqual(read(text.replace("San Francisco", "\\\\ud800")), []);
});

test("a number that no double holds is of the wrong type", () => {
  assert.deepEqual(read(text.replace("5000", "1e400")), ["financial_profile.monthly_volume_usd type"]);
  assert.deepEqual(read(text.replace("5000", "5e3")), []);
});

test("issues come in the payload's order, also of keys that look like indices", () => {
  const with_keys = text.replace(/}$/, ',"z":0,"10":0,"9":{"b":1,"7":2},"a":0,"9":1}');
  assert.deepEqual(
    read(with_keys),
    ["z", '["10"]', '["9"]', "a"].map((key) => `${key} unknown_field`),
  );
  const meta = text.replace(/}$/, ',"meta_data":{"z":0,"10":0,"\\u0039":{"b":1},"a":"x","b":[{"3":0}]}}');
  assert.deepEqual(
    read(meta),
    ["meta_data.z", 'meta_data["10"]', 'meta_data["9"]', "meta_data.b"].map((path) => `${path} type`),
  );
});

test("what the model does not descend into may be deep", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  assert.deepEqual(read(text.replace(/}$/, `,"1":${deep},"0":1}`)), [
    '["1"] unknown_field',
    '["0"] unknown_field',
  ]);
});

test("an error has a line for each issue and no submitted value", () => {
  const broken = text.replace("maria.garcia@example.com", "Secret@Example.com").replace("USA", "Atlantis");
  assert.throws(
    () => CreateIndividualCustomer.parseJson(broken, { context }),
    (error) => {
      assert.equal(error.name, "FinValidationError");
      assert.ok(error instanceof Error);
      assert.equal(error.message.split("\n").length, error.issues.length);
      assert.ok(
        error.message.startsWith("basic_info.email: Email must be all lowercase [email_lowercase]\n"),
      );
      assert.doesNotMatch(error.message + error.stack, /Secret|Atlantis/);
      return true;
    },
  );
});

test("options switch codes off and let unknown fields through", () => {
  const broken = text.replace("maria.garcia@", "Maria@").replace(/}$/, ',"x":1}');
  assert.deepEqual(read(broken), ["basic_info.email email_lowercase", "x unknown_field"]);
  assert.deepEqual(read(broken, { ignore: ["email_lowercase"], unknownFields: "allow" }), []);
  assert.deepEqual(read(broken, { ignore: ["unknown_field"] }), [
    "basic_info.email email_lowercase",
    "x unknown_field",
  ]);
});
