"""What stands beside the models: webhooks, errors, terms, operations, checks by name, and what importing loads."""

import doctest
import importlib
import json
import subprocess
import sys
from typing import Any

import fin_sdk
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from fin_sdk import ApiError, FinValidationError, checks, errors, operations, rulings, terms, v2, webhooks

from test_models import BROKEN, PATHS, TEXT

HEAD = {
    "id": "1",
    "event_reference_id": "2",
    "type": "customer.created",
    "created_at": "2026-01-01T00:00:00Z",
}
ID = "123e4567-e89b-12d3-a456-426614174000"

app = FastAPI()


@app.post("/customers")
def create(body: v2.CreateIndividualCustomer) -> v2.CreateIndividualCustomer:
    return body


def test_fastapi_takes_the_models_as_they_are() -> None:
    client = TestClient(app, headers={"content-type": "application/json"})
    answer = client.post("/customers", content=TEXT)
    assert answer.status_code == 200
    assert answer.json() == json.loads(TEXT)
    answer = client.post("/customers", content=BROKEN)
    assert answer.status_code == 422
    details = answer.json()["detail"]
    assert [".".join(line["loc"][1:]) for line in details] == PATHS
    assert details[2]["type"] == "email_lowercase"
    assert "Garcia" not in answer.text
    schema = client.get("/openapi.json").json()["components"]["schemas"]
    # Older versions of Pydantic have a schema for each direction.
    assert any(name.startswith("CreateIndividualCustomer") for name in schema)


def test_webhooks_are_told_apart() -> None:
    created = webhooks.parse({"event": HEAD, "data": {"customer_id": ID, "new": 1}, "more": True})
    assert isinstance(created, webhooks.CustomerCreated)
    assert str(created.data.customer_id) == ID
    assert created.model_extra == {"more": True}
    other = {"event": {**HEAD, "type": "customer.born"}, "data": [1]}
    unknown = webhooks.parse_json(json.dumps(other))
    assert isinstance(unknown, webhooks.UnknownEvent)
    assert json.loads(unknown.model_dump_json()) == other
    assert "[1]" not in repr(unknown)


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ("nonsense", "", "json"),
        ("{}", "event", "required"),
        ('{"event": 1}', "event", "type"),
        (json.dumps({"event": HEAD}), "data", "required"),
        (json.dumps({"event": HEAD, "data": 1}), "data", "type"),
        (json.dumps({"event": HEAD, "data": {"customer_id": "x"}}), "data.customer_id", "uuid"),
    ],
)
def test_webhooks_that_are_none(body: str, path: str, code: str) -> None:
    with pytest.raises(FinValidationError) as error:
        webhooks.parse_json(body)
    assert [(issue.path, issue.code) for issue in error.value.issues] == [(path, code)]


@pytest.mark.parametrize(
    ("body", "code", "message", "issues"),
    [
        ('{"message": "Bad", "errors": {"a.b": ["One", "Two"], "c[0]": "Three"}}', None, "Bad",
         ["a.b: One", "a.b: Two", "c[0]: Three"]),
        ('{"message": "Bad", "errors": [{"a": "One"}, {"b": "Two"}]}', None, "Bad", ["a: One", "b: Two"]),
        ('{"status": 400, "message": "Bad", "data": {"x.y": "One"}}', None, "Bad", ["x.y: One"]),
        ('{"error": {"code": "conflict", "message": "Busy"}}', "conflict", "Busy", []),
        ('{"error": {"code": 17, "message": "Busy"}}', "17", "Busy", []),
        ('{"message": "Customer not found"}', None, "Customer not found", []),
        *((body, None, "HTTP status 422", []) for body in
          ("", "<html>", "null", "[]", "7", '{"message": null}', '{"error": "x", "errors": 3}', "[" * 100_000)),
    ],
)  # fmt: skip
def test_error_answers(body: str, code: str | None, message: str, issues: list[str]) -> None:
    error = ApiError.from_json(422, body)
    assert (error.code, error.message) == (code, message)
    assert [f"{issue.path}: {issue.message}" for issue in error.issues] == issues


@pytest.mark.parametrize(
    ("url", "value"),
    [
        (" VALUE ", "VALUE"),
        ("{VALUE}", None),
        ("https://a.b/c?tos_policies_value=VALUE", "VALUE"),
        ("https://a.b?x=1&tos%5Fpolicies_value=VALUE#top?y=2", "VALUE"),
        ("/terms?tos_policies_value=any+text%", "any text%"),
        ("https://a.b/VALUE", None),
        ("https://a.b?x=VALUE&y=VALUE", None),
        ("https://a.b#?x=VALUE", "VALUE"),
        ("", None),
    ],
)
def test_terms(url: str, value: str | None) -> None:
    found = fin_sdk.tos_policies_value(url.replace("VALUE", ID))
    assert found == (value.replace("VALUE", ID) if value else None)


def test_checks_by_name() -> None:
    assert checks.check_json("v2.CreateIndividualCustomer", TEXT) == []
    assert [issue.path for issue in checks.check("v2.CreateIndividualCustomer", json.loads(BROKEN))] == PATHS
    with pytest.raises(KeyError):
        checks.check("v2.Nothing", {})


def test_every_model_and_operation_loads() -> None:
    for scope in ("shared", "v1", "v2"):
        module = importlib.import_module(f"fin_sdk.{scope}")
        for name in module.__all__:
            assert getattr(module, name) is not None
    assert operations.v2.ALL[0].method in {"GET", "POST"}
    assert operations.SERVERS
    assert rulings.RULINGS["unknown-fields"].decision
    with pytest.raises(AttributeError):
        _ = fin_sdk.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import fin_sdk", False),
        ("import fin_sdk.v2", False),
        ("from fin_sdk import checks; checks.check('v2.CreateIndividualCustomer', {})", False),
        ("from fin_sdk.v2 import CreateIndividualCustomer", True),
    ],
)
def test_pydantic_loads_with_the_first_model(code: str, loaded: bool) -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('pydantic' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == f"{loaded}\n", said.stderr


@pytest.mark.parametrize("module", [errors, terms])
def test_examples_in_docstrings(module: Any) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
