"""What an integrator does with the models beside building them: describing, copying, subclassing, logging, threads."""

import copy
import datetime as dt
import json
import logging
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import fin_sdk
import pydantic
import pytest
from fastapi import FastAPI
from fin_sdk import FinValidationError, Issue, Issues, checks, shared, v1, v2, webhooks

from test_models import BROKEN, TEXT, TODAY, valid

SECRET = "s3cr3t"
CUSTOMER = v2.CreateIndividualCustomer


def chained(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that hang on it."""
    while error is not None:
        yield error
        yield from chained(error.__context__)
        error = error.__cause__


def spoilt() -> list[Any]:
    """Payloads with a secret that are wrong in every way."""
    payload = valid()
    everywhere = json.loads(json.dumps(payload), parse_int=lambda _: SECRET)
    everywhere["basic_info"] = dict.fromkeys(payload["basic_info"], SECRET)
    everywhere["address"] = SECRET
    return [everywhere, SECRET, {SECRET: 1}, {"basic_info": [SECRET]}, f'{{"{SECRET}"', f'"{SECRET}\\ud800"']


WAYS: list[Callable[[Any], object]] = [
    CUSTOMER.validate,
    CUSTOMER.model_validate,
    lambda data: CUSTOMER.validate_json(data if isinstance(data, str) else json.dumps(data)),
    lambda data: CUSTOMER.model_validate_json(data if isinstance(data, str) else json.dumps(data)),
    lambda data: CUSTOMER(**data) if isinstance(data, dict) else CUSTOMER.validate(data),
    lambda data: CUSTOMER.validate_json(str(data).encode("utf-8", "surrogatepass") + b"\xff"),
    lambda data: pydantic.TypeAdapter(CUSTOMER).validate_python(data),
    webhooks.parse,
]


@pytest.mark.parametrize("way", WAYS)
def test_no_error_shows_a_value(way: Callable[[Any], object], caplog: pytest.LogCaptureFixture) -> None:
    for data in spoilt():
        with pytest.raises((FinValidationError, pydantic.ValidationError)) as caught:
            way(data)
        with caplog.at_level(logging.DEBUG):
            logging.getLogger("integrator").error("refused", exc_info=caught.value)
        for error in chained(caught.value):
            shown = [str(error), repr(error), *traceback.format_exception_only(error)]
            if isinstance(error, pydantic.ValidationError):
                shown += [json.dumps(error.errors()), error.json()]
            # Of an unknown field the key is the path.
            shown = [text for text in shown if f"{SECRET}: Unknown field" not in text]
            if not (isinstance(data, dict) and SECRET in data):
                assert all(SECRET not in text for text in shown), shown
    assert all(SECRET not in record.getMessage() for record in caplog.records)


def test_values_of_python_and_of_json_are_judged_alike() -> None:
    class Text(str):
        __slots__ = ()

    def judged(change: Callable[[dict[str, Any]], object]) -> list[str]:
        payload = valid()
        change(payload)
        return [f"{path} {code}" for path, code, _ in CUSTOMER.check(payload, context=TODAY)]

    info = "basic_info"
    assert judged(lambda p: p[info].update(first_name=Text("Maria"))) == []
    assert judged(lambda p: p[info].update(tax_info=tuple(p[info]["tax_info"]))) == []
    assert judged(lambda p: p[info].update(tax_info=set())) == ["basic_info.tax_info type"]
    assert judged(lambda p: p[info].update(dob=dt.date(2025, 1, 1))) == ["basic_info.dob min_age"]
    assert judged(lambda p: p[info].update(dob=b"1990-04-15")) == ["basic_info.dob type"]
    assert judged(lambda p: p.update(meta_data={1: "a"})) == ["meta_data type"]
    assert judged(lambda p: p.update(meta_data={"a": "\ud800"})) == [" json"]
    assert judged(lambda p: p.update(meta_data={"\ud800": "a"})) == [" json"]
    assert judged(lambda p: p.update(new={"a": ["\ud800"]})) == [" json"]
    assert judged(lambda p: p.update({1: 2})) == [" type"]
    assert judged(lambda p: p.update(new={1: {2}})) == ["new unknown_field"]
    assert judged(lambda p: p.update(meta_data={"\ud55c": "\U0001f600"})) == []
    assert judged(lambda p: p.update(meta_data={"like.this": 1})) == ['meta_data["like.this"] type']
    # A key too many for one that is missing is seen too.
    assert judged(lambda p: (p.update(new=1), p.pop("address"))) == ["address required", "new unknown_field"]
    assert judged(lambda p: (p.update(new=1), p.pop("meta_data"))) == ["new unknown_field"]
    assert judged(lambda p: (p.update(new=1), p.update(meta_data=None))) == ["new unknown_field"]
    own = CUSTOMER.check({**valid(), 1: 2}, unknown_fields="allow")
    assert [issue.code for issue in own] == ["type"]


def test_what_was_handed_in_stays_as_it_is() -> None:
    payload = valid()
    model = CUSTOMER.validate(payload)
    assert payload == valid()
    payload["financial_profile"]["source_of_fund_ids"].append(99)
    payload["meta_data"]["later"] = "x"
    assert json.loads(model.model_dump_json()) == valid()


def test_models_are_copied_and_compared() -> None:
    model = CUSTOMER.validate(valid())
    for again in (
        copy.copy(model),
        copy.deepcopy(model),
        model.model_copy(),
        pickle.loads(pickle.dumps(model)),
    ):
        assert again == model
        assert again.model_fields_set == model.model_fields_set
    changed = model.model_copy(update={"verification_type": v2.VerificationType.RELIANCE})
    assert changed != model
    assert CUSTOMER.check(changed) == []
    assert hash(model.address) == hash(copy.deepcopy(model.address))
    assert model.model_dump(mode="json") == valid()
    assert model.model_dump()["basic_info"]["dob"] == dt.date(1990, 4, 15)
    assert "Maria" not in f"{model} {model.basic_info!r} {[model]}"


def test_issues_and_errors_travel() -> None:
    issues = CUSTOMER.check_json(BROKEN)
    more = CUSTOMER.check({f"key {n}": 1 for n in range(2_000)})
    for found in (issues, more, Issues(), Issues([Issue("a", "b", "c")], truncated=True)):
        for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
            assert again == found
            assert isinstance(again, Issues)
            assert again.truncated == found.truncated
    error = pickle.loads(pickle.dumps(FinValidationError(issues)))
    assert error.issues == issues
    assert str(error) == str(issues)
    api = pickle.loads(pickle.dumps(fin_sdk.ApiError(422, "Bad", code="x", issues=issues)))
    assert (api.status, api.message, api.code, api.issues) == (422, "Bad", "x", issues)


class Marked(v2.IndividualAddress):
    """An address with a mark of the user's own."""

    mark: str | None = pydantic.Field(default=None, exclude=True)

    @pydantic.field_validator("city")
    @classmethod
    def _no_shouting(cls, city: str) -> str:
        if city.isupper():
            message = "Must not shout"
            raise ValueError(message)
        return city


def test_users_may_derive_classes() -> None:
    model = Marked.validate(valid()["address"])
    assert isinstance(model, v2.IndividualAddress)
    assert v2.IndividualAddress.check(model) == []
    with pytest.raises(pydantic.ValidationError, match="Must not shout"):
        Marked.model_validate({**valid()["address"], "city": "MADRID"})
    assert Marked.model_json_schema()["properties"]["city"]["description"] == "City."
    whole = CUSTOMER.model_validate({**valid(), "address": model})
    # It is read anew: the field names the class.
    assert type(whole.address) is v2.IndividualAddress
    assert whole.address == v2.IndividualAddress.validate(model)


def test_json_schemas_say_what_the_model_says() -> None:
    for mode in ("validation", "serialization"):
        schema = CUSTOMER.model_json_schema(mode=mode)  # type: ignore[arg-type]
        assert schema["examples"][0]["basic_info"]["email"]
        assert schema["properties"]["basic_info"]["$ref"]
        assert schema["properties"]["address"]["description"] == "Where the customer lives."
        info = schema["$defs"]["IndividualBasicInfo"]["properties"]
        assert info["dob"]["format"] == "date"
        assert info["dob"]["description"] == "Date of birth. At least 18 years ago, at most 120 years ago."
        assert info["tax_info"]["minItems"] == 1
        assert info["email"]["pattern"].startswith("^(?:[a-zA-Z0-9")
        assert info["email"]["allOf"] == [{"pattern": "^(?:[^A-Z]*)$"}]
        assert info["email"]["examples"]
        assert "ESP" in info["country_of_residence"]["enum"]
        # What may be `null` is not held to what a text is held to.
        maybe = info["secondary_nationality"]
        assert "enum" not in maybe
        assert ["enum" in form for form in maybe["anyOf"]] == [True, False]
        profile = schema["$defs"]["IndividualFinancialProfile"]["properties"]
        assert profile["monthly_volume_usd"]["minimum"] == 0
    business = v2.CreateBusinessCustomer.model_json_schema()
    assert business["$defs"]["BusinessBasicInfo"]["properties"]["description"]["maxLength"] == 500
    assert business["properties"]["industry_codes"]["items"]["pattern"] == "^(?:[0-9]{6})$"


def test_every_field_is_described() -> None:
    for scope in (shared, v1, v2):
        for name in scope.__all__:
            model = getattr(scope, name)
            if isinstance(model, type) and issubclass(model, pydantic.BaseModel):
                properties = model.model_json_schema()["properties"]
                plain = [key for key, words in properties.items() if not words.get("description")]
                assert plain == [], name


def test_fastapi_shows_what_the_model_says() -> None:
    app = FastAPI()

    @app.post("/customers")
    def create(_: v2.CreateIndividualCustomer) -> None: ...

    # Older versions of Pydantic have a schema for each direction.
    schemas = {name.removesuffix("-Input"): of for name, of in app.openapi()["components"]["schemas"].items()}
    city = schemas["IndividualAddress"]["properties"]["city"]
    assert city["description"] == "City."
    assert schemas["IndividualAddress"]["properties"]["subdivision_code"]["pattern"]
    assert schemas["CreateIndividualCustomer"]["examples"]
    assert schemas["CreateIndividualCustomer"]["additionalProperties"] is False


@pytest.mark.parametrize("code", ["fin_sdk.v2.CreateIndividualCustomer", "checks.check('v2.TaxInfo', {})"])
def test_threads_may_be_the_first(code: str) -> None:
    script = (
        "import fin_sdk; from fin_sdk import checks; from concurrent.futures import ThreadPoolExecutor\n"
        f"with ThreadPoolExecutor(16) as pool: found = list(pool.map(lambda _: {code}, range(64)))\n"
        "print(len(found), all(one == found[0] for one in found))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "64 True\n", said.stderr


def test_threads_do_not_disturb_each_other() -> None:
    texts = [TEXT, BROKEN] * 100
    alone = [CUSTOMER.check_json(text) for text in texts[:2]] * 100
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(CUSTOMER.check_json, texts)) == alone
        models = list(pool.map(CUSTOMER.validate_json, [TEXT] * 50))
    assert all(model == models[0] for model in models)


def test_names_can_be_listed() -> None:
    for module in (fin_sdk, v1, v2, shared):
        assert set(module.__all__) <= set(dir(module))
        assert len(set(module.__all__)) == len(module.__all__)
    assert "CreateIndividualCustomer" in dir(v2)
    assert all(name.partition(".")[0] in {"shared", "v1", "v2"} for name in checks.SCHEMAS)
