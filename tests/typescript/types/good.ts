// What compiles: the types as a reader of the package uses them.
import {
  type CheckOptions,
  FinValidationError,
  type Issue,
  type IsoDate,
  type Result,
  isoDate,
  isIsoDate,
  toErrorBody,
} from "fin-sdk";
import {
  CreateBusinessCustomer,
  CreateIndividualCustomer,
  type CustomerStatus,
  Gender,
  checkCreateIndividualCustomer,
} from "fin-sdk/v2";
import { upgradeCreateBusinessCustomer } from "fin-sdk/upgrade";
import type * as v1 from "fin-sdk/v1";
import type * as v2 from "fin-sdk/v2";
import { parseWebhook } from "fin-sdk/webhooks";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { sValidator } from "@hono/standard-validator";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { initTRPC } from "@trpc/server";
import { Hono } from "hono";

const payload: CreateIndividualCustomer = {
  verification_type: "STANDARD",
  basic_info: {
    first_name: "Maria",
    middle_name: undefined,
    last_name: "Garcia",
    dob: isoDate("1990-04-15"),
    email: "maria.garcia@example.com",
    phone: "+14155552671",
    country_of_residence: "USA",
    primary_nationality: "USA",
    tax_info: [{ country_code: "USA", document_type: "SSN", document_id: "123-45-6789" }],
  },
  address: {
    street_line_1: "123 Market Street",
    city: "San Francisco",
    subdivision_code: "US-CA",
    postal_code: "94103",
    country: "USA",
  },
  financial_profile: {
    employment_status: "EMPLOYED",
    occupation_id: 42,
    purpose_id: 3,
    source_of_fund_ids: [1, 5],
    monthly_volume_usd: 5000,
  },
};

const options: CheckOptions = {
  context: { today: isoDate("2026-01-01"), reliance_enabled: true },
  ignore: ["email_lowercase"],
  unknownFields: "allow",
};
export const result: Result<CreateIndividualCustomer> = CreateIndividualCustomer.safeParse(payload, options);
if (result.success) {
  const born: IsoDate = result.data.basic_info.dob;
  const maybe: string | null | undefined = result.data.basic_info.middle_name;
  console.log(born, maybe);
} else {
  const [first]: readonly (Issue | undefined)[] = result.issues;
  if (first?.code === "email_lowercase") console.log(first.message, result.issues.truncated);
}
export const issues: readonly Issue[] = checkCreateIndividualCustomer(payload);
export const errors: { readonly [path: string]: readonly string[] } = toErrorBody(
  issues as never,
  "errors",
).errors;
export const unknown: unknown = JSON.parse("{}");
if (CreateBusinessCustomer.is(unknown)) console.log(unknown.associated_parties.map((party) => party.roles));
if (isIsoDate(unknown)) console.log(unknown.length);
export const genders: readonly Gender[] = Gender.values;
// An open enum keeps its completions and takes what is not known yet.
export const statuses: CustomerStatus[] = ["INCOMPLETE", "a status of tomorrow"];

export function told(error: unknown): readonly Issue[] {
  return error instanceof FinValidationError ? error.issues : [];
}

const call = parseWebhook({});
switch (call.type) {
  case "customer.created":
    console.log(call.data.customer_id);
    break;
  case "customer.status":
    console.log(call.data.customer_status);
    break;
  case "customer.rfi":
    break;
  case "other": {
    const data: unknown = call.data;
    console.log(data, call.event.type);
    break;
  }
  default: {
    const never: never = call;
    console.log(never);
  }
}

// The specification's own types fit.
export const standard: StandardSchemaV1<unknown, CreateIndividualCustomer> = CreateIndividualCustomer;
export const described: StandardJSONSchemaV1<unknown, CreateIndividualCustomer> = CreateIndividualCustomer;
export type Input = StandardSchemaV1.InferInput<typeof CreateIndividualCustomer>;
export const day: Input["basic_info"]["dob"] = "a form knows texts";
export const output: StandardSchemaV1.InferOutput<typeof CreateIndividualCustomer> = payload;

const t = initTRPC.create();
export const procedure = t.procedure.input(CreateIndividualCustomer).mutation(({ input }) => {
  const born: IsoDate = input.basic_info.dob;
  return born;
});
export const resolver = standardSchemaResolver(CreateIndividualCustomer);
export const app = new Hono().post("/", sValidator("json", CreateIndividualCustomer), (c) => {
  const { address } = c.req.valid("json");
  return c.text(address.city);
});

declare const older: v1.CreateBusinessCustomer;
declare const party: v2.AssociatedPartyAdditions;
export const newer: CreateBusinessCustomer = upgradeCreateBusinessCustomer(older, {
  industry_codes: ["541513"],
  basic_info: {
    entity_type: "CORPORATION",
    tax_info: { country_code: "USA", document_type: "EIN" },
  },
  financial_profile: {
    source_of_wealth_ids: [2],
    estimated_annual_revenue_usd: 5000000,
    expected_monthly_deposits_usd: 400000,
    expected_monthly_withdrawals_usd: 350000,
  },
  associated_parties: older.associated_parties.map(() => party),
});
