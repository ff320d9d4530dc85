// What is around the checks: errors, terms, dates, webhooks, calls, statuses, schemas.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, isIsoDate, isoDate, isoDateOf, toErrorBody, tosPoliciesValue } from "fin-sdk";
import * as operations from "fin-sdk/operations";
import { rulings } from "fin-sdk/rulings";
import * as v1 from "fin-sdk/v1";
import * as v2 from "fin-sdk/v2";
import { parseWebhook, safeParseWebhookJson } from "fin-sdk/webhooks";

test("every documented error body is understood", () => {
  const read = (body) => {
    const { code, message, issues } = new ApiError(422, body);
    return [code, message, issues.map((issue) => `${issue.path}: ${issue.message}`)];
  };
  assert.deepEqual(read({ message: "Bad", errors: { "a.b": ["One", "Two"], "c[0]": "Three" } }), [
    undefined,
    "Bad",
    ["a.b: One", "a.b: Two", "c[0]: Three"],
  ]);
  assert.deepEqual(read({ message: "Bad", errors: [{ a: "One" }, { b: "Two" }] }), [
    undefined,
    "Bad",
    ["a: One", "b: Two"],
  ]);
  assert.deepEqual(read({ status: 400, message: "Bad", data: { a: "One" } }), [undefined, "Bad", ["a: One"]]);
  assert.deepEqual(read({ error: { code: "conflict", message: "Busy" } }), ["conflict", "Busy", []]);
  assert.deepEqual(read({ error: { code: 17, message: "Busy" } }), ["17", "Busy", []]);
  for (const body of [undefined, null, [], 7, "x", { message: null }, { error: "x", errors: 3 }, [["a"]]]) {
    assert.deepEqual(read(body), [undefined, "HTTP status 422", []]);
  }
  const error = ApiError.fromJson(500, "<html>");
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.status, error.message], ["ApiError", 500, "HTTP status 500"]);
  assert.equal(ApiError.fromJson(404, '{"message":"Customer not found"}').message, "Customer not found");
});

test("issues become the API's own error bodies", () => {
  const issues = v2.CreateIndividualCustomer.check({ basic_info: 1, __proto__: null });
  const [first] = issues;
  assert.equal(first.code, "required");
  assert.deepEqual(toErrorBody(issues, "errors").errors.basic_info, ["Must be an object"]);
  assert.equal(toErrorBody(issues, "errors").message, "Validation failed");
  const data = toErrorBody(issues, "data");
  assert.deepEqual([data.status, data.data.basic_info], [400, "Must be an object"]);
  assert.deepEqual(toErrorBody(issues, "error"), { error: { code: "required", message: first.message } });
  assert.deepEqual(toErrorBody(issues, "message"), { message: first.message });
  assert.deepEqual(toErrorBody([], "error"), { error: { code: "invalid", message: "Validation failed" } });
  const issue = { path: "__proto__", code: "type", message: "x" };
  assert.deepEqual(Object.keys(toErrorBody([issue, issue], "errors").errors), ["__proto__"]);
});

test("the terms' value is found and not guessed", () => {
  const VALUE = "e9414388-fbdf-4407-b5c2-bc39eae3645b";
  const of = (url) => tosPoliciesValue(url.replaceAll("VALUE", VALUE));
  assert.equal(of(" VALUE "), VALUE);
  assert.equal(of("{VALUE}"), undefined);
  assert.equal(of("https://a.b/c?tos_policies_value=VALUE"), VALUE);
  assert.equal(of("https://a.b?x=1&tos%5Fpolicies_value=VALUE#top?y=2"), VALUE);
  assert.equal(of("https://a.b?x=1&id=e9414388%2Dfbdf-4407-b5c2-bc39eae3645b"), VALUE);
  assert.equal(of("/terms?tos_policies_value=any+text%"), "any text%");
  assert.equal(of("https://a.b/VALUE"), undefined);
  assert.equal(of("https://a.b?x=VALUE&y=VALUE"), undefined);
  assert.equal(of("https://a.b?tos_policies_value=&x=1"), undefined);
  assert.equal(of("https://a.b#?x=VALUE"), VALUE);
  assert.equal(of("?tos_policies=%FF"), "%FF");
  assert.equal(of(""), undefined);
});

test("dates are days that exist", () => {
  for (const day of ["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "2023-04-30", "2023-08-31"]) {
    assert.equal(isoDate(day), day);
  }
  const none = [
    "0000-01-01",
    "2023-02-29",
    "1900-02-29",
    "2023-13-01",
    "2023-00-10",
    "2023-04-31",
    "2023-09-31",
  ];
  none.push(
    "2023-01-00",
    "2023-1-1",
    "20230101",
    " 2023-01-01",
    "2023-01-01 ",
    "+023-01-01",
    "２０２３-01-01",
    "",
  );
  none.push("2023-01-01T00:00:00Z", "2023-01-0:", "2023/01/01");
  for (const day of none) {
    assert.equal(isIsoDate(day), false, day);
    assert.throws(() => isoDate(day), RangeError);
  }
  assert.equal(isIsoDate(20230101), false);
  assert.equal(isoDateOf(new Date(Date.UTC(2026, 0, 31, 23, 59))), "2026-01-31");
  assert.throws(() => isoDateOf(new Date(Number.NaN)), RangeError);
});

test("a webhook call is told apart by its event", () => {
  const id = "55bd6b4e-c20a-4cc8-9535-91d5557a67d9";
  const event = (type) => ({ id: "e", event_reference_id: id, type, created_at: "2026-01-01T00:00:00Z" });
  const call = parseWebhook({ event: event("customer.created"), data: { customer_id: id, new_field: 1 } });
  assert.equal(call.type, "customer.created");
  assert.deepEqual(call.data, { customer_id: id, new_field: 1 });
  const wrong = safeParseWebhookJson(
    JSON.stringify({ event: event("customer.created"), data: { customer_id: "x" } }),
  );
  assert.deepEqual(wrong.issues[0].path, "data.customer_id");
  const other = parseWebhook({ event: event("customer.merged"), data: [1] });
  assert.deepEqual([other.type, other.event.type, other.data], ["other", "customer.merged", [1]]);
  assert.deepEqual(safeParseWebhookJson("{").issues[0].code, "json");
  assert.deepEqual(safeParseWebhookJson("{}").issues[0], {
    path: "event",
    code: "required",
    message: "event is required",
  });
  assert.equal(safeParseWebhookJson(JSON.stringify({ event: event("x") })).success, false);
});

test("calls are data", () => {
  const call = operations.v2.createIndividualCustomer;
  assert.deepEqual([call.method, call.path], ["POST", "/v2/customers/individual"]);
  assert.ok(operations.v1.all.length > 4);
  assert.ok(operations.servers.every(([, url]) => url.startsWith("https://")));
  assert.ok(rulings.some((ruling) => ruling.id === "ownership-total"));
});

test("statuses know what may follow", () => {
  const becomes = Object.entries({ ...v1, ...v2 }).filter(([name]) => name.startsWith("canBecome"));
  assert.ok(becomes.length > 1);
  for (const [name, canBecome] of becomes) {
    const of = name.slice("canBecome".length);
    const { [of]: type, [`isFinal${of}`]: isFinal } = { ...v1, ...v2 };
    for (const from of type.values) {
      const next = type.values.filter((to) => canBecome(from, to));
      assert.equal(isFinal(from), next.length === 0, `${of} ${from}`);
    }
    assert.equal(canBecome("toString", "length"), false);
  }
});

test("enums have their values and checks", () => {
  assert.deepEqual(v2.Gender.values, ["MALE", "FEMALE"]);
  assert.equal(v2.Gender.is("MALE"), true);
  assert.deepEqual(v2.Gender.check("male"), [
    { path: "", code: "enum", message: "Must be one of the documented values" },
  ]);
  assert.equal(v2.CustomerStatus.is("a status of tomorrow"), true);
});
