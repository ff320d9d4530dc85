// Any JavaScript value can be checked: nothing crashes, nothing loops, and what is no JSON is of the wrong type.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CreateIndividualCustomer, checkCreateIndividualCustomer } from "fin-sdk/v2";
import { context, individual, short } from "./payloads.mjs";

const check = (value, options) => short(CreateIndividualCustomer.check(value, { context, ...options }));

/** The payload with one field of `basic_info` set. */
function having(name, value) {
  const payload = individual();
  payload.basic_info[name] = value;
  return payload;
}

test("a valid payload is handed back as it is", () => {
  const payload = individual();
  assert.equal(CreateIndividualCustomer.parse(payload, { context }), payload);
  assert.deepEqual(CreateIndividualCustomer.safeParse(payload, { context }), {
    success: true,
    data: payload,
  });
  assert.equal(CreateIndividualCustomer.is(payload, { context }), true);
  assert.deepEqual(checkCreateIndividualCustomer(payload, { context }), []);
});

test("what is no JSON is of the wrong type", () => {
  const values = [1n, Symbol("x"), () => 1, new Date(), new Map(), new String("x"), /x/, Promise.resolve()];
  for (const value of values) {
    assert.deepEqual(
      check(having("first_name", value)),
      ["basic_info.first_name type"],
      String(typeof value),
    );
    assert.deepEqual(check(value), [" type"]);
    assert.deepEqual(check({ ...individual(), address: value }), ["address type"]);
  }
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, new Number(1), 2 ** 53]) {
    const payload = individual();
    payload.financial_profile.occupation_id = value;
    assert.deepEqual(check(payload), ["financial_profile.occupation_id type"]);
  }
});

test("undefined is absent, and so is null where a field is optional", () => {
  assert.deepEqual(check(having("gender", undefined)), []);
  assert.deepEqual(check(having("gender", null)), []);
  assert.deepEqual(check(having("no_such_field", undefined)), []);
  assert.deepEqual(check(having("email", undefined)), ["basic_info.email required"]);
  assert.deepEqual(check(having("email", null)), ["basic_info.email required"]);
  assert.deepEqual(check({ ...individual(), meta_data: { a: undefined, b: "x" } }), []);
  assert.deepEqual(check(undefined), [" type"]);
  assert.deepEqual(check(null), [" type"]);
});

test("holes of a list are no items", () => {
  // biome-ignore lint/suspicious/noSparseArray: that is what is tested
  assert.deepEqual(check(having("tax_info", [,])), ["basic_info.tax_info[0] type"]);
  const { issues } = CreateIndividualCustomer.safeParse(having("tax_info", new Array(2 ** 32 - 1)), {
    context,
  });
  assert.equal(issues.length, 1000);
  assert.equal(issues.truncated, true);
});

test("only own enumerable properties count", () => {
  class Person {
    constructor(fields) {
      Object.assign(this, fields);
    }
    get full_name() {
      return "x";
    }
    toJSON() {
      return {};
    }
  }
  const { basic_info } = individual();
  assert.deepEqual(check({ ...individual(), basic_info: new Person(basic_info) }), []);
  const { first_name, ...rest } = basic_info;
  const inherits = Object.assign(Object.create({ first_name }), rest);
  assert.deepEqual(check({ ...individual(), basic_info: inherits }), ["basic_info.first_name required"]);
  const hides = Object.defineProperty({ ...rest }, "first_name", { value: first_name, enumerable: false });
  assert.deepEqual(check({ ...individual(), basic_info: hides }), ["basic_info.first_name required"]);
  const bare = Object.assign(Object.create(null), basic_info);
  assert.deepEqual(check({ ...individual(), basic_info: bare }), []);
  assert.deepEqual(check({ ...individual(), [Symbol("x")]: 1 }), []);
});

test("names that every object answers to are ordinary keys", () => {
  for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]) {
    const payload = JSON.parse(JSON.stringify(individual()).replace("{", `{"${key}":1,`));
    assert.deepEqual(check(payload), [`${key} unknown_field`]);
    const meta = JSON.parse(`{"${key}":1}`);
    assert.deepEqual(check({ ...individual(), meta_data: meta }), [`meta_data.${key} type`]);
  }
});

test("objects with a getter that throws are of the wrong type", () => {
  const throws = {
    get() {
      throw new Error("secret");
    },
    enumerable: true,
  };
  const payload = individual();
  Object.defineProperty(payload.basic_info, "first_name", throws);
  assert.deepEqual(check(payload), ["basic_info type"]);
  Object.defineProperty(payload, "address", throws);
  assert.deepEqual(check(payload), [" type"]);
});

test("proxies are read as what they seem to be", () => {
  assert.deepEqual(check(new Proxy(individual(), {})), []);
  const throwing = new Proxy(
    {},
    {
      get() {
        throw new Error("secret");
      },
      ownKeys() {
        throw new Error("secret");
      },
      getPrototypeOf() {
        throw new Error("secret");
      },
    },
  );
  assert.deepEqual(check(throwing), [" type"]);
  assert.deepEqual(check({ ...individual(), address: throwing }), ["address type"]);
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  assert.deepEqual(check({ ...individual(), address: proxy }), ["address type"]);
  const endless = new Proxy(
    {},
    {
      get: () => endless,
      ownKeys: () => ["a", "b"],
      getOwnPropertyDescriptor: () => ({
        value: endless,
        enumerable: true,
        configurable: true,
        writable: true,
      }),
    },
  );
  assert.ok(check(endless).length > 3);
});

test("a value that changes between two reads changes no more than the verdict", () => {
  let reads = 0;
  const payload = individual();
  Object.defineProperty(payload.basic_info, "email", {
    get: () => (reads++ % 2 ? 1 : "maria.garcia@example.com"),
    enumerable: true,
  });
  for (let i = 0; i < 10; i++) assert.ok(Array.isArray(check(payload)));
});

test("cycles end where the model does", () => {
  const payload = individual();
  payload.self = payload;
  assert.deepEqual(check(payload), ["self unknown_field"]);
  payload.basic_info = payload;
  assert.ok(check(payload).includes("basic_info.first_name required"));
  class Node {}
  const node = Object.assign(new Node(), individual());
  node.address = node;
  node.meta_data = node;
  assert.ok(check(node).includes("address.city required"));
});

test("objects of another realm are objects", async () => {
  const { runInNewContext } = await import("node:vm");
  const foreign = runInNewContext(`(${JSON.stringify(individual())})`);
  assert.deepEqual(check(foreign), []);
});

test("a polluted prototype lends nothing to unknown fields", () => {
  Object.prototype.polluted = { by: 1 };
  try {
    assert.deepEqual(check(individual()), []);
  } finally {
    delete Object.prototype.polluted;
  }
});

test("a long text takes no longer than its length", () => {
  const long = 12_000_000;
  const texts = ["a", " ", "a.", "a@", "P ", "PO ", "-", "é", "1"].map((part) =>
    part.repeat(long / part.length),
  );
  for (const text of [...texts, `a@${texts[2]}`, `PO${texts[1]}`, `P${texts[1]}O${texts[1]}`]) {
    const payload = having("email", text);
    payload.address.street_line_1 = text;
    payload.address.subdivision_code = text;
    const start = performance.now();
    assert.ok(
      check(payload).includes("basic_info.email email") || check(payload).includes("basic_info.email blank"),
    );
    assert.ok(performance.now() - start < 20_000);
  }
});
