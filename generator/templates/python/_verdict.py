"""Payloads → collectors: what both the models and the checks by name stand on."""

from collections.abc import Collection
from typing import Any, Literal

from fin_sdk import _words
from fin_sdk._collect import Check, Collector, ForeignError, Object, run
from fin_sdk._read import NotJsonError, read
from fin_sdk._wire import LoneSurrogateError, is_plain, wire
from fin_sdk.context import Context

UnknownFields = Literal["refuse", "allow"]
"""What becomes of fields that the model does not know."""


Verdict = tuple[Collector, Any]
"""What was found in a payload, and the payload as plain values."""


def of_value(
    check: Check,
    data: object,
    context: Context | None,
    ignore: Collection[str],
    unknown_fields: UnknownFields,
) -> Verdict:
    """Checks a Python value."""
    allow_unknown = unknown_fields == "allow"
    if type(data) is Object and not allow_unknown and is_plain(data):
        # What `json.loads` gives is looked at as it stands. Anything else makes a mistake, and is turned around then.
        try:
            return run(check, data, Collector(context, ignore, allow_unknown, True)), data
        except (ForeignError, RecursionError):
            pass
    collector = Collector(context, ignore, allow_unknown, False)
    try:
        value = wire(data)
    except LoneSurrogateError:
        collector.fail(None, _words.JSON, _words.NOT_JSON)
        return collector, None
    return run(check, value, collector), value


def of_json(
    check: Check,
    json: str | bytes | bytearray,
    context: Context | None,
    ignore: Collection[str],
    unknown_fields: UnknownFields,
) -> Verdict:
    """Checks a JSON text."""
    collector = Collector(context, ignore, unknown_fields == "allow", False)
    try:
        value = read(json)
    except NotJsonError:
        collector.fail(None, _words.JSON, _words.NOT_JSON)
        return collector, None
    return run(check, value, collector), value
