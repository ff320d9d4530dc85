"""Checks by the name of a schema, without Pydantic: `check("v2.CreateIndividualCustomer", data)`."""

from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Final

from fin_sdk._collect import Check
from fin_sdk._schemas import CHECKS
from fin_sdk._verdict import UnknownFields, of_json, of_value
from fin_sdk.context import Context
from fin_sdk.issues import Issues

__all__ = ["SCHEMAS", "check", "check_json"]

SCHEMAS: Final = tuple(CHECKS)
"""The names of the schemas: a version, or `shared`, and a type."""


def check(
    schema: str,
    data: object,
    *,
    context: Context | None = None,
    ignore: Collection[str] = (),
    unknown_fields: UnknownFields = "refuse",
) -> Issues:
    """Find everything that is wrong with a value.

    Args:
        schema: The schema's name, one of `SCHEMAS`.
        data: The payload: what `json.loads` gives; dates, UUIDs, enum members and models do too.
        context: What is known beside the payload.
        ignore: Codes of constraints and rules that are not reported.
        unknown_fields: Whether fields that the API does not know are mistakes.

    Raises:
        KeyError: There is no such schema.
    """
    return of_value(_find(schema), data, context, ignore, unknown_fields)[0].issues()


def check_json(
    schema: str,
    json: str | bytes | bytearray,
    *,
    context: Context | None = None,
    ignore: Collection[str] = (),
    unknown_fields: UnknownFields = "refuse",
) -> Issues:
    """Find everything that is wrong with a JSON text. The arguments are those of `check`."""
    return of_json(_find(schema), json, context, ignore, unknown_fields)[0].issues()


@cache
def _find(schema: str) -> Check:
    module, function = CHECKS[schema]
    found: Check = getattr(import_module(module), function)
    return found
