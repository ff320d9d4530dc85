import { isoDate } from "fin-sdk";

/** What the tests measure ages and expiries against. */
export const context = { today: isoDate("2026-01-01") };

/** A new valid payload each time. */
export function individual() {
  return {
    verification_type: "STANDARD",
    basic_info: {
      first_name: "Maria",
      last_name: "Garcia",
      dob: "1990-04-15",
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
}

/** The issues in short. */
export function short(issues) {
  return issues.map((issue) => `${issue.path} ${issue.code}`);
}
