"""The Python package as a conformance runner: a case a line in, an outcome a line out, in the same order."""

import datetime as dt
import json
import re
import sys
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from fin_sdk import checks
from fin_sdk._read import NotJsonError, scan
from fin_sdk.context import Context
from fin_sdk.issues import FinValidationError, Issues

_DECODE = JSONDecoder()
_SPACE = " \t\n\r"


class NoCase(Exception):
    """The line holds no conformance case."""


def parts(line: str) -> dict[str, str]:
    """The keys of the line's object, each with its value's own text."""
    at = _skip(line, 0)
    if line[at : at + 1] != "{":
        raise NoCase
    found: dict[str, str] = {}
    at = _skip(line, at + 1)
    while line[at : at + 1] != "}":
        key, at = _value(line, at)
        at = _skip(line, at)
        if line[at : at + 1] != ":":
            raise NoCase
        start = _skip(line, at + 1)
        _, at = _value(line, start)
        found[str(key)] = line[start:at]
        at = _skip(line, at)
        if line[at : at + 1] == ",":
            at = _skip(line, at + 1)
        elif line[at : at + 1] != "}":
            raise NoCase
    if _skip(line, at + 1) != len(line):
        raise NoCase
    return found


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


def _value(line: str, at: int) -> tuple[object, int]:
    try:
        return _DECODE.raw_decode(line, at)
    except JSONDecodeError:
        raise NoCase from None
    except (RecursionError, ValueError):
        # Too deep, or an integer of thousands of digits: the package's own reader takes both.
        try:
            return scan(line, at)
        except NotJsonError:
            raise NoCase from None


def context_of(case: dict[str, str]) -> Context:
    """What is known beside the payload."""
    given = json.loads(case.get("context", "null")) or {}
    known = {name: value for name, value in given.items() if value is not None}
    if "today" in known:
        known["today"] = dt.date.fromisoformat(known["today"])
    return Context(**known)


def upgraded(case: dict[str, str]) -> dict[str, object]:
    """The newer payload, what is wrong with it, or where the additions are not as many as the items."""
    from fin_sdk import upgrade, v1, v2  # noqa: PLC0415 - judging needs no models

    name = json.loads(case["upgrade"]).split(".")[1]
    context = context_of(case)
    make = getattr(upgrade, f"upgrade{re.sub('([A-Z])', lambda c: '_' + c[0].lower(), name)}")
    given = [getattr(v1, name).validate_json(case["payload"], context=context)]
    if hasattr(v2, f"{name}Additions"):
        given.append(getattr(v2, f"{name}Additions").validate_json(case["additions"], context=context))
    try:
        return {"payload": json.loads(make(*given, context=context).model_dump_json())}
    except upgrade.AdditionsMismatchError as error:
        return {"mismatch": {"path": error.path, "items": error.items, "additions": error.additions}}
    except FinValidationError as error:
        return {"issues": error.issues.to_list()}


def judge(case: dict[str, str]) -> dict[str, object]:
    """The outcome of a case."""
    options = json.loads(case.get("options", "null")) or {}
    payload = case["payload"] if "payload" in case else json.loads(case["payload_text"])
    schema = json.loads(case["schema"])
    settings: dict[str, Any] = {
        "context": context_of(case),
        "ignore": options.get("ignore", ()),
        "unknown_fields": options.get("unknown_fields", "refuse"),
    }
    found = outcome(checks.check_json(schema, payload, **settings))
    if case.get("as_value_too") == "true":
        value = json.loads(payload)
        if outcome(checks.check(schema, value, **settings)) != found:
            return {"error": "the payload's text and its value are judged differently"}
    return found


def outcome(issues: Issues) -> dict[str, object]:
    """The issues as the protocol has them."""
    outcome: dict[str, object] = {"valid": not issues, "issues": issues.to_list()}
    if issues.truncated:
        outcome["truncated"] = True
    return outcome


def answer(line: bytes) -> dict[str, object]:
    """The answer to a line; what is wrong with it is told without quoting it."""
    name: object = None
    try:
        case = parts(line.decode())
        name = json.loads(case.get("id", "null"))
        if "upgrade" in case:
            return {"id": name, **upgraded(case)}
        if ("payload" in case) == ("payload_text" in case):
            return {"id": name, "error": "a case has either `payload` or `payload_text`"}
        return {"id": name, **judge(case)}
    except KeyError:
        return {"id": name, "error": "unknown schema"}
    except (NoCase, ValueError, TypeError, AttributeError):
        return {"id": name, "error": "the line holds no conformance case"}


def main() -> None:
    for line in sys.stdin.buffer:
        text = json.dumps(answer(line), ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
