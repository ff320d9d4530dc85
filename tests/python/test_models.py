"""The models: built directly, from values and from texts; what they show, keep and leave out."""

import datetime as dt
import json
import pickle
import uuid
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pydantic
import pytest
from fin_sdk import Context, ErrorBody, FinValidationError, Issue, shared, v1, v2

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "bench/payloads/individual.json").read_text()
BROKEN = (ROOT / "bench/payloads/individual_broken.json").read_text()
TODAY = Context(today=dt.date(2026, 1, 1))
PATHS = [
    "basic_info.first_name",
    "basic_info.dob",
    "basic_info.email",
    "basic_info.phone",
    "address.subdivision_code",
    "financial_profile.employment_status",
    "financial_profile.occupation_id",
    "financial_profile.monthly_volume_usd",
]


def valid() -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(TEXT)
    return payload


def test_a_model_gives_its_text_back() -> None:
    model = v2.CreateIndividualCustomer.validate_json(TEXT, context=TODAY)
    assert model.basic_info.dob == dt.date(1990, 4, 15)
    assert model.basic_info.gender is v2.Gender.FEMALE
    assert json.loads(model.model_dump_json()) == valid()
    assert v2.CreateIndividualCustomer.check(model, context=TODAY) == []
    assert v2.CreateIndividualCustomer.validate(model.model_dump()) == model
    assert pickle.loads(pickle.dumps(model)) == model


def test_every_way_in_names_the_same_mistakes() -> None:
    model = v2.CreateIndividualCustomer
    expected = [(issue.path, issue.code, issue.message) for issue in model.check_json(BROKEN)]
    assert [path for path, _, _ in expected] == PATHS
    with pytest.raises(FinValidationError) as fin:
        model.validate_json(BROKEN)
    assert fin.value.issues == model.check(json.loads(BROKEN)) == expected
    ways = [
        lambda: model(**json.loads(BROKEN)),
        lambda: model.model_validate(json.loads(BROKEN)),
        lambda: model.model_validate_json(BROKEN),
        lambda: pydantic.TypeAdapter(model).validate_json(BROKEN),
        lambda: pydantic.TypeAdapter(list[model]).validate_python([json.loads(BROKEN)]),
    ]
    for way in ways:
        with pytest.raises(pydantic.ValidationError) as error:
            way()
        lines = error.value.errors()
        assert [(line["type"], line["msg"]) for line in lines] == [(code, text) for _, code, text in expected]
        assert [line["loc"][-2:] for line in lines] == [tuple(path.split(".")) for path in PATHS]
        assert "415" not in str(error.value)
        assert "Maria" not in json.dumps(lines)


def test_parts_are_checked_too_and_rules_need_the_whole() -> None:
    with pytest.raises(pydantic.ValidationError, match="document_id is required"):
        v2.IndividualTaxInfo(country_code="USA", document_type="SSN")  # type: ignore[call-arg]
    whole = v2.CreateIndividualCustomer.validate_json(TEXT)
    address = v2.IndividualAddress(**{**valid()["address"], "country": "MEX"})
    with pytest.raises(pydantic.ValidationError) as error:
        v2.CreateIndividualCustomer(**{**dict(whole), "address": address})
    assert [line["loc"] for line in error.value.errors()] == [("address", "country")]
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        whole.verification_type = v2.VerificationType.RELIANCE  # type: ignore[misc]


def test_absent_is_left_out() -> None:
    payload = valid()
    payload["basic_info"]["middle_name"] = None
    del payload["meta_data"]
    model = v2.CreateIndividualCustomer.validate(payload)
    written = json.loads(model.model_dump_json())
    assert "middle_name" not in written["basic_info"]
    assert "meta_data" not in written
    assert "meta_data" not in model.model_fields_set
    assert "middle_name" in model.basic_info.model_fields_set
    assert "first_name_en" not in model.basic_info.model_fields_set


def test_python_values_count_as_their_text() -> None:
    payload = valid()
    payload["basic_info"]["dob"] = dt.date(1990, 4, 15)
    payload["basic_info"]["gender"] = v2.Gender.FEMALE
    payload["basic_info"]["tax_info"] = tuple(payload["basic_info"]["tax_info"])
    payload["financial_profile"]["monthly_volume_usd"] = Decimal("5000.00")
    payload["address"] = MappingProxyType(payload["address"])
    assert v2.CreateIndividualCustomer.check(payload, context=TODAY) == []
    ids = {"customer_id": uuid.UUID(int=7)}
    assert "customer_id" not in [issue.path for issue in v1.AttachIndividualDocuments.check(ids)]
    payload["basic_info"]["dob"] = dt.datetime(1990, 4, 15)
    assert v2.CreateIndividualCustomer.check(payload) == [Issue("basic_info.dob", "type", "Must be a string")]


class Strange:
    """What no payload holds: whatever is asked of it fails."""

    def __eq__(self, _: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def __str__(self) -> str:
        raise RuntimeError


class Loud(dict[str, object]):
    def items(self) -> Any:
        raise RuntimeError

    def get(self, *_: object) -> Any:
        raise RuntimeError


def cycle() -> dict[str, Any]:
    payload: dict[str, Any] = {}
    payload["basic_info"] = payload
    payload["address"] = [payload, payload]
    return payload


@pytest.mark.parametrize(
    "value",
    [Strange(), {"basic_info": Strange()}, {Strange: 1}, {1: 2}, cycle(), Loud(), [[]], b"x", {1, 2}, 1j,
     float("nan"), object, type, iter([]), "\ud800", range(3), lambda: None, NotImplemented, ...],
    ids=lambda _: "",
)  # fmt: skip
def test_nothing_crashes(value: object) -> None:
    for model in (v2.CreateIndividualCustomer, v1.CreateBusinessCustomer):
        assert model.check(value)
        with pytest.raises(pydantic.ValidationError):
            model.model_validate(value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400, True, "1", 2**53, 0.5])
def test_what_is_no_integer(number: object) -> None:
    payload = valid()
    payload["financial_profile"]["occupation_id"] = number
    issues = v2.CreateIndividualCustomer.check(payload)
    assert [(issue.path, issue.code) for issue in issues] == [("financial_profile.occupation_id", "type")]


def test_texts_from_strangers() -> None:
    json_issue = [Issue("", "json", "Must be valid JSON")]
    check = v2.CreateIndividualCustomer.check_json
    for text in (
        "",
        "{",
        "\ufeff{}",
        '{"a": NaN}',
        '{"a": "\\ud800"}',
        b"\xff",
        '"\ud800"',
        "[" * 100_000,
        "1" * 5_000 + "x",
    ):
        assert check(text) == json_issue, text[:20]
    assert check("[" * 100_000 + "]" * 100_000) == [Issue("", "type", "Must be an object")]
    assert check("1" * 5_000) == [Issue("", "type", "Must be an object")]
    deep = TEXT.replace('"meta_data"', '"deep": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + ', "meta_data"')
    assert [issue.path for issue in check(deep)] == ["deep"]


def test_issues_are_bounded() -> None:
    issues = v2.CreateIndividualCustomer.check({f"key {n}": 1 for n in range(5_000)})
    assert len(issues) == 1_000
    assert issues.truncated
    assert str(issues).endswith("and more")


def test_issues_become_the_apis_bodies() -> None:
    issues = v2.IndividualTaxInfo.check({"country_code": "USA", "document_type": " "})
    assert issues.to_error_body()["errors"] == {
        "document_type": ["Must not be blank"],
        "document_id": ["document_id is required"],
    }
    assert issues.to_error_body(ErrorBody.DATA)["status"] == 400
    assert issues.to_error_body(ErrorBody.ERROR) == {
        "error": {"code": "blank", "message": "Must not be blank"}
    }
    assert issues.to_error_body(ErrorBody.MESSAGE) == {"message": "Must not be blank"}
    assert issues.to_list()[0] == {"path": "document_type", "code": "blank", "message": "Must not be blank"}


def test_options() -> None:
    payload = valid()
    payload["address"]["country"] = "MEX"
    payload["new"] = 1
    check = v2.CreateIndividualCustomer.check
    assert [issue.code for issue in check(payload)] == ["unknown_field", "address_country_mismatch"]
    assert check(payload, ignore={"address_country_mismatch"}, unknown_fields="allow") == []
    payload = {**valid(), "verification_type": "RELIANCE"}
    assert check(payload) == []
    assert [issue.code for issue in check(payload, context=Context(reliance_enabled=False))] == [
        "reliance_unavailable"
    ]
    with pytest.raises(pydantic.ValidationError, match="RELIANCE is not available"):
        v2.CreateIndividualCustomer.model_validate(payload, context=Context(reliance_enabled=False))


def test_answers_keep_what_they_do_not_know() -> None:
    answer = {
        "data": {
            "customer_id": "123e4567-e89b-12d3-a456-426614174000",
            "customer_status": "BRAND_NEW",
            "first_name": "Maria",
            "later": {"secret": [1]},
        }
    }
    model = shared.CustomerAnswer.validate(answer)
    assert model.data.customer_status == "BRAND_NEW"
    assert json.loads(model.model_dump_json()) == answer
    assert "Maria" not in repr(model)
    assert "secret" not in repr(model)
    known = shared.Customer.validate({**answer["data"], "customer_status": "APPROVED"})
    assert known.customer_status is shared.CustomerStatus.APPROVED


def test_life_cycles() -> None:
    assert v2.IndividualStatus.INCOMPLETE.can_become(v2.IndividualStatus.REVIEWING)
    assert not v2.IndividualStatus.INCOMPLETE.can_become("APPROVED")
    assert not v2.IndividualStatus.INCOMPLETE.can_become("BRAND_NEW")
    assert v2.IndividualStatus.REJECTED.is_final


def test_personal_data_is_not_shown() -> None:
    shown = repr(v2.CreateIndividualCustomer.validate_json(TEXT))
    assert "Maria" not in shown
    assert "1990" not in shown
    assert "USA" in shown


@pytest.mark.parametrize(
    "schema", [v2.CreateIndividualCustomer, v2.CreateBusinessCustomer, shared.CustomerAnswer]
)
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_a_json_schema_can_be_had(schema: type[pydantic.BaseModel], mode: Any) -> None:
    assert schema.model_json_schema(mode=mode)["type"] == "object"
