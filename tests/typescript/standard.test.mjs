// Whatever takes Standard Schema takes the types as they stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sValidator } from "@hono/standard-validator";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { initTRPC } from "@trpc/server";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import * as v1 from "fin-sdk/v1";
import * as v2 from "fin-sdk/v2";
import { Hono } from "hono";
import { individual } from "./payloads.mjs";

const REQUESTS = [v1, v2].flatMap((version) =>
  [
    "CreateIndividualCustomer",
    "AttachIndividualDocuments",
    "CreateBusinessCustomer",
    "AttachBusinessDocuments",
    "AttachAssociatedPartyDocuments",
  ].map((name) => version[name]),
);

function broken() {
  const payload = individual();
  payload.basic_info.email = "Maria@example.com";
  payload.basic_info.tax_info[0].document_id = "1";
  return payload;
}

test("the specification's own properties are there", () => {
  const { version, vendor, validate } = v2.CreateIndividualCustomer["~standard"];
  assert.deepEqual([version, vendor], [1, "fin-sdk"]);
  const payload = individual();
  assert.deepEqual(validate(payload), { value: payload });
  assert.deepEqual(validate(broken()), {
    issues: [
      { message: "Email must be all lowercase", path: ["basic_info", "email"] },
      {
        message: "TIN must be in SSN format (xxx-xx-xxxx) for USA customers",
        path: ["basic_info", "tax_info", 0, "document_id"],
      },
    ],
  });
  const meta = JSON.parse('{"a.b":1,"[0]":1,"\\"]\\\\":1,"plain":1,"":1,"0":1}');
  const paths = validate({ ...individual(), meta_data: meta }).issues.map((issue) => issue.path);
  assert.deepEqual(
    paths,
    Object.keys(meta).map((key) => ["meta_data", key]),
  );
});

test("tRPC takes a type as a procedure's input", async () => {
  const t = initTRPC.create();
  const router = t.router({
    create: t.procedure.input(v2.CreateIndividualCustomer).mutation(({ input }) => input.address.city),
  });
  const caller = t.createCallerFactory(router)({});
  assert.equal(await caller.create(individual()), "San Francisco");
  await assert.rejects(caller.create(broken()), (error) => {
    assert.equal(error.code, "BAD_REQUEST");
    assert.equal(error.cause.issues[0].path, "basic_info.email");
    return true;
  });
});

test("Hono takes a type as a validator of bodies", async () => {
  const app = new Hono().post("/", sValidator("json", v2.CreateIndividualCustomer), (c) =>
    c.text(c.req.valid("json").address.city),
  );
  const post = (body) =>
    app.request("/", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  assert.equal(await (await post(individual())).text(), "San Francisco");
  assert.equal((await post(broken())).status, 400);
});

test("React Hook Form takes a type as a resolver", async () => {
  const resolve = standardSchemaResolver(v2.CreateIndividualCustomer);
  const options = { fields: {}, shouldUseNativeValidation: false };
  assert.deepEqual((await resolve(individual(), {}, options)).errors, {});
  const { errors } = await resolve(broken(), {}, options);
  assert.equal(errors.basic_info.email.message, "Email must be all lowercase");
  assert.match(errors.basic_info.tax_info[0].document_id.message, /SSN/);
});

test("JSON Schema says of the examples what the checks say", () => {
  for (const [target, Validator] of [
    ["draft-2020-12", Ajv2020],
    ["draft-07", Ajv],
  ]) {
    for (const type of REQUESTS) {
      const schema = type["~standard"].jsonSchema.input({ target });
      assert.deepEqual(type["~standard"].jsonSchema.output({ target }), schema);
      const ajv = addFormats(new (Validator.default ?? Validator)({ strict: true, allErrors: true }));
      const validate = ajv.compile(schema);
      assert.equal(validate({}), false, type.name);
      if (type === v2.CreateIndividualCustomer) {
        assert.equal(validate(individual()), true, JSON.stringify(validate.errors));
        assert.equal(validate({ ...individual(), x: 1 }), false);
        const payload = broken();
        assert.equal(validate(payload), false);
        assert.deepEqual(validate.errors.map((error) => error.instancePath).slice(0, 1), [
          "/basic_info/email",
        ]);
      }
    }
  }
});

test("OpenAPI 3.0 gets a schema without references", () => {
  for (const type of REQUESTS) {
    const text = JSON.stringify(type["~standard"].jsonSchema.input({ target: "openapi-3.0" }));
    assert.doesNotMatch(text, /\$ref|\$schema|\$defs|definitions/);
  }
  assert.throws(() => v2.Gender["~standard"].jsonSchema.input({ target: "draft-04" }), TypeError);
  assert.throws(() => v2.Gender["~standard"].jsonSchema.input({ target: "toString" }), TypeError);
});
