"""A Pydantic model of the individual's request as one writes it by hand: the same rules, in Pydantic's way."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Self

from fin_sdk import _formats as formats
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator


def matches(test: Callable[[str], object], message: str) -> AfterValidator:
    def check(text: str) -> str:
        if not test(text):
            raise ValueError(message)
        return text

    return AfterValidator(check)


def of_age(day: dt.date) -> dt.date:
    today = dt.datetime.now(dt.UTC).date()
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if not 18 <= years <= 120:
        raise ValueError("Age must be between 18 and 120")
    return day


# Whatever Pydantic's core can do by itself it does: patterns run in its own engine.
Text = Annotated[str, StringConstraints(pattern=r"\S")]
Ascii = Annotated[str, StringConstraints(pattern=r"^[\x00-\x7f]*$")]
AsciiText = Annotated[str, StringConstraints(pattern=r"^[\x00-\x7f]*[!-~][\x00-\x7f]*$")]
Country = Annotated[str, matches(formats.COUNTRY.__contains__, "Must be an ISO Alpha-3 country code")]
Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
        r"(?:[.][a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$"
    ),
]


class Base(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class VerificationType(StrEnum):
    STANDARD = "STANDARD"
    RELIANCE = "RELIANCE"


class Gender(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"


class EmploymentStatus(StrEnum):
    EMPLOYED = "EMPLOYED"
    SELF_EMPLOYED = "SELF_EMPLOYED"
    RETIRED = "RETIRED"
    STUDENT = "STUDENT"
    UNEMPLOYED = "UNEMPLOYED"


class TaxInfo(Base):
    country_code: Country
    document_type: AsciiText
    document_id: AsciiText

    @model_validator(mode="after")
    def ssn(self) -> Self:
        if self.country_code == "USA" and self.document_type == "SSN" and not formats.SSN(self.document_id):
            raise ValueError("TIN must be in SSN format (xxx-xx-xxxx) for USA customers")
        return self


def transliterated(model: BaseModel, *names: str) -> None:
    for name in names:
        text: Any = getattr(model, name)
        latin: Any = getattr(model, f"{name}_en")
        if text is not None and not text.isascii() and not (latin and latin.strip()):
            raise ValueError("Required if the original contains non-ASCII characters")


class BasicInfo(Base):
    first_name: Text
    first_name_en: Ascii | None = None
    middle_name: str | None = None
    middle_name_en: Ascii | None = None
    last_name: Text
    last_name_en: Ascii | None = None
    dob: Annotated[dt.date, AfterValidator(of_age)]
    email: Email
    phone: Annotated[str, StringConstraints(pattern=r"^[+][1-9][0-9]{1,14}$")]
    country_of_residence: Country
    primary_nationality: Country
    secondary_nationality: Country | None = None
    gender: Gender | None = None
    tax_info: Annotated[list[TaxInfo], Field(min_length=1)]

    @model_validator(mode="after")
    def rules(self) -> Self:
        transliterated(self, "first_name", "middle_name", "last_name")
        if len({tax.document_id for tax in self.tax_info}) < len(self.tax_info):
            raise ValueError("Each entry in tax_info must have a unique document_id")
        return self


class Address(Base):
    street_line_1: Text
    street_line_1_en: Ascii | None = None
    street_line_2: str | None = None
    street_line_2_en: Ascii | None = None
    city: AsciiText
    subdivision_code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    postal_code: AsciiText
    country: Country

    @model_validator(mode="after")
    def rules(self) -> Self:
        transliterated(self, "street_line_1", "street_line_2")
        return self


class FinancialProfile(Base):
    employment_status: EmploymentStatus
    occupation_id: int
    purpose_id: int
    purpose_remarks: str | None = None
    source_of_fund_ids: Annotated[list[int], Field(min_length=1)]
    source_of_funds_description: str | None = None
    monthly_volume_usd: Annotated[int, Field(ge=0)]


class CreateIndividualCustomer(Base):
    verification_type: VerificationType
    basic_info: BasicInfo
    address: Address
    financial_profile: FinancialProfile
    meta_data: dict[str, str] | None = None

    @model_validator(mode="after")
    def same_country(self) -> Self:
        if self.address.country != self.basic_info.country_of_residence:
            raise ValueError("Must match basic_info.country_of_residence")
        return self
