/**
 * The individual's request as one writes it by hand for ajv and for zod: the same rules, in the way of each.
 * Whatever its engine does fast is left to it: lists for `Set`s, plain regular expressions, one pass for what compares
 * fields, and only where the fields themselves are sound.
 */
import { isCountry } from "../../target/node/packages/fin-sdk/dist/esm/formats.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it says.
const ASCII = /^[\x00-\x7f]*$/;
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const PHONE = /^\+[1-9]\d{1,14}$/;
const SUBDIVISION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;
const SSN = /^\d{3}-\d{2}-\d{4}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(text) {
  if (!DAY.test(text)) return false;
  const [year, month, day] = [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8)];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year > 0 && day > 0 && day <= (month === 2 && isLeap ? 29 : DAYS[month]);
}

function isOfAge(day, today) {
  const number = (text) => Number(text.slice(0, 4) + text.slice(5, 7) + text.slice(8));
  const years = Math.floor((number(today) - number(day)) / 10000);
  return years >= 18 && years <= 120;
}

/** What compares fields: a path and a message for each that is wrong. */
function compare(payload, report) {
  const { basic_info, address } = payload;
  const seen = new Set();
  basic_info.tax_info.forEach((tax, i) => {
    const path = ["basic_info", "tax_info", i, "document_id"];
    if (tax.country_code === "USA" && tax.document_type === "SSN" && !SSN.test(tax.document_id))
      report(path, "TIN must be in SSN format (xxx-xx-xxxx) for USA customers");
    if (seen.has(tax.document_id)) report(path, "Each entry in tax_info must have a unique document_id");
    seen.add(tax.document_id);
  });
  for (const [at, of, names] of [
    ["basic_info", basic_info, ["first_name", "middle_name", "last_name"]],
    ["address", address, ["street_line_1", "street_line_2"]],
  ]) {
    for (const name of names) {
      if (of[name] != null && !ASCII.test(of[name]) && !of[`${name}_en`]?.trim())
        report([at, `${name}_en`], "Required if the original contains non-ASCII characters");
    }
  }
  if (address.country !== basic_info.country_of_residence)
    report(["address", "country"], "Must match basic_info.country_of_residence");
}

/** Text to checked value by zod. */
export function byZod(z, today) {
  const filled = z.string().regex(/\S/);
  const ascii = z.string().regex(ASCII);
  const asciiFilled = ascii.regex(/\S/);
  const country = z.string().refine(isCountry, "Must be an ISO Alpha-3 country code");
  const optional = (type) => type.nullish();
  const tax = z.strictObject({
    country_code: country,
    document_type: asciiFilled,
    document_id: asciiFilled,
  });
  const schema = z
    .strictObject({
      verification_type: z.enum(["STANDARD", "RELIANCE"]),
      basic_info: z.strictObject({
        first_name: filled,
        first_name_en: optional(ascii),
        middle_name: optional(z.string()),
        middle_name_en: optional(ascii),
        last_name: filled,
        last_name_en: optional(ascii),
        dob: z
          .string()
          .refine(isDay, { message: "Must be a date in YYYY-MM-DD format", abort: true })
          .refine((day) => isOfAge(day, today), "Age must be between 18 and 120"),
        email: z.string().regex(EMAIL),
        phone: z.string().regex(PHONE),
        country_of_residence: country,
        primary_nationality: country,
        secondary_nationality: optional(country),
        gender: optional(z.enum(["MALE", "FEMALE"])),
        tax_info: z.array(tax).min(1),
      }),
      address: z.strictObject({
        street_line_1: filled,
        street_line_1_en: optional(ascii),
        street_line_2: optional(z.string()),
        street_line_2_en: optional(ascii),
        city: asciiFilled,
        subdivision_code: z.string().regex(SUBDIVISION),
        postal_code: asciiFilled,
        country,
      }),
      financial_profile: z.strictObject({
        employment_status: z.enum(["EMPLOYED", "SELF_EMPLOYED", "RETIRED", "STUDENT", "UNEMPLOYED"]),
        occupation_id: z.int(),
        purpose_id: z.int(),
        purpose_remarks: optional(z.string()),
        source_of_fund_ids: z.array(z.int()).min(1),
        source_of_funds_description: optional(z.string()),
        monthly_volume_usd: z.int().min(0),
      }),
      meta_data: optional(z.record(z.string(), z.string())),
    })
    .superRefine((payload, context) => {
      compare(payload, (path, message) => context.addIssue({ code: "custom", path, message }));
    });
  return (text) => {
    const { success, error } = schema.safeParse(JSON.parse(text));
    return success ? [] : error.issues;
  };
}

/** Text to checked value by ajv, and what compares fields by hand after it. */
export function byAjv(ajv, today) {
  ajv.addFormat("country", isCountry);
  ajv.addFormat("age", (day) => isDay(day) && isOfAge(day, today));
  for (const [name, pattern] of Object.entries({
    ascii: ASCII,
    email: EMAIL,
    phone: PHONE,
    subdivision: SUBDIVISION,
  }))
    ajv.addFormat(name, pattern);
  ajv.addFormat("filled", /\S/);
  const of = (format) => ({ type: "string", format });
  const filledAscii = { type: "string", allOf: [{ format: "filled" }, { format: "ascii" }] };
  const optional = (schema) => ({ ...schema, nullable: true });
  const object = (properties) => ({
    type: "object",
    properties,
    required: Object.keys(properties).filter((name) => !properties[name].nullable),
    additionalProperties: false,
  });
  const ids = { type: "array", items: { type: "integer" }, minItems: 1 };
  const tax = object({
    country_code: of("country"),
    document_type: filledAscii,
    document_id: filledAscii,
  });
  const check = ajv.compile(
    object({
      verification_type: { enum: ["STANDARD", "RELIANCE"] },
      basic_info: object({
        first_name: of("filled"),
        first_name_en: optional(of("ascii")),
        middle_name: optional({ type: "string" }),
        middle_name_en: optional(of("ascii")),
        last_name: of("filled"),
        last_name_en: optional(of("ascii")),
        dob: of("age"),
        email: of("email"),
        phone: of("phone"),
        country_of_residence: of("country"),
        primary_nationality: of("country"),
        secondary_nationality: optional(of("country")),
        gender: { type: "string", enum: ["MALE", "FEMALE", null], nullable: true },
        tax_info: { type: "array", items: tax, minItems: 1 },
      }),
      address: object({
        street_line_1: of("filled"),
        street_line_1_en: optional(of("ascii")),
        street_line_2: optional({ type: "string" }),
        street_line_2_en: optional(of("ascii")),
        city: filledAscii,
        subdivision_code: of("subdivision"),
        postal_code: filledAscii,
        country: of("country"),
      }),
      financial_profile: object({
        employment_status: { enum: ["EMPLOYED", "SELF_EMPLOYED", "RETIRED", "STUDENT", "UNEMPLOYED"] },
        occupation_id: { type: "integer" },
        purpose_id: { type: "integer" },
        purpose_remarks: optional({ type: "string" }),
        source_of_fund_ids: ids,
        source_of_funds_description: optional({ type: "string" }),
        monthly_volume_usd: { type: "integer", minimum: 0 },
      }),
      meta_data: optional({ type: "object", additionalProperties: { type: "string" } }),
    }),
  );
  return (text) => {
    const payload = JSON.parse(text);
    if (!check(payload)) return check.errors;
    const issues = [];
    compare(payload, (path, message) => issues.push({ path, message }));
    return issues;
  };
}
