"""What type checkers let through."""

import datetime as dt

from fin_sdk import Context, FinValidationError, Issues, upgrade, v1, v2, webhooks
from fin_sdk.v2 import (
    CreateIndividualCustomer,
    Gender,
    IndividualAddress,
    IndividualBasicInfo,
    IndividualTaxInfo,
)

tax = IndividualTaxInfo(country_code="USA", document_type="SSN", document_id="123-45-6789")
info = IndividualBasicInfo(
    first_name="Maria",
    last_name="Garcia",
    dob=dt.date(1990, 4, 15),
    email="maria@example.com",
    phone="+14155552671",
    country_of_residence="USA",
    primary_nationality="USA",
    gender="FEMALE",
    tax_info=[tax],
)
also = info.model_copy(update={"gender": Gender.MALE})
address = IndividualAddress(
    street_line_1="123 Market Street",
    city="San Francisco",
    subdivision_code="US-CA",
    postal_code="94103",
    country="USA",
)
payload = CreateIndividualCustomer(
    verification_type=v2.VerificationType.STANDARD,
    basic_info=info,
    address=address,
    financial_profile=v2.IndividualFinancialProfile(
        employment_status="EMPLOYED",
        occupation_id=42,
        purpose_id=3,
        source_of_fund_ids=[1, 5],
        monthly_volume_usd=5000,
    ),
)
issues: Issues = CreateIndividualCustomer.check(
    payload, context=Context(selfie_required=True), ignore={"blank"}
)
newer: v2.CreateIndividualCustomer = upgrade.upgrade_create_individual_customer(
    v1.CreateIndividualCustomer.validate_json("{}"),
    v2.CreateIndividualCustomerAdditions(
        basic_info=v2.IndividualBasicInfoAdditions(
            tax_info=v2.IndividualTaxInfoAdditions(country_code="USA", document_type="SSN")
        ),
        address=v2.IndividualAddressAdditions(),
        financial_profile=v2.IndividualFinancialProfileAdditions(employment_status="EMPLOYED"),
    ),
    context=Context(selfie_required=True),
)
path: str = issues[0].path if issues else ""
born: dt.date = payload.basic_info.dob
middle: str | None = payload.basic_info.middle_name

try:
    again: CreateIndividualCustomer = CreateIndividualCustomer.validate_json("{}")
except FinValidationError as error:
    print(error.issues.truncated)

match webhooks.parse_json(b""):
    case webhooks.CustomerCreated(data=created):
        customer: object = created.customer_id
    case webhooks.UnknownEvent():
        pass
    case _:
        pass
