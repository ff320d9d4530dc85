// What does not compile, and what the compiler says of it: every line of this file has its entry in `bad.txt`.
import { type CheckOptions, isoDate } from "fin-sdk";
import {
  CreateIndividualCustomer,
  type IndividualAddress,
  type IndividualBasicInfo,
  type IndividualTaxInfo,
  type IndividualTaxInfoAdditions,
} from "fin-sdk/v2";
import type * as v1 from "fin-sdk/v1";
import { upgradeCreateIndividualCustomer } from "fin-sdk/upgrade";

declare const address: IndividualAddress;
declare const info: IndividualBasicInfo;
declare const older: v1.CreateIndividualCustomer;

export const misspelt: IndividualTaxInfo = { country_code: "USA", document_type: "SSN", document_idd: "1" };
export const missing: IndividualTaxInfo = { country_code: "USA", document_type: "SSN" };
export const wrongType: IndividualAddress = { ...address, postal_code: 94103 };
export const wrongEnum: IndividualBasicInfo = { ...info, gender: "OTHER" };
export const noDate: IndividualBasicInfo = { ...info, dob: "1990-04-15" };
export const noList: IndividualBasicInfo = { ...info, tax_info: { country_code: "USA" } };
export const absent: IndividualAddress = { ...address, city: undefined };
export const wrongOption: CheckOptions = { unknownFields: "ignore" };
export const wrongContext: CheckOptions = { context: { todayy: isoDate("2026-01-01") } };
export const unchecked: string = CreateIndividualCustomer.safeParse({}).data.basic_info.email;
info.first_nam;

export const forgotten: IndividualTaxInfoAdditions = { country_code: "USA" };
export const leftOut = upgradeCreateIndividualCustomer(older);
