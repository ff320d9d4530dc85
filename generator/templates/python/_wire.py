"""Python values → plain values as JSON has them. What JSON has no form for stays as it is, and fails the checks."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import islice
from marshal import dumps
from typing import Any, TypeGuard, cast
from uuid import UUID

# Deeper than this no model goes, and what contains itself has no end.
_DEPTH = 100
# Not the method of the class at hand, which may be anybody's.
_items: Callable[[dict[Any, Any]], Iterable[tuple[Any, Any]]] = cast("Any", dict).items


class LoneSurrogateError(ValueError):
    """A text holds half of a surrogate pair, which no JSON text can."""


class NoJson:
    """Stands for a container that JSON has no form for."""

    __slots__ = ()


# The first byte of a surrogate in UTF-8, or of some other characters, or a byte of a number.
_MAYBE_SURROGATE = 0xED
_SURROGATE = re.compile(b"\xed[\xa0-\xbf]").search


def is_plain(value: Any) -> bool:
    """Whether there is nothing in a value but Python's own simple types, and no half of a surrogate pair.

    Python writes its own modules' constants in this form: no other way through a value is as fast.
    """
    try:
        data = dumps(value)
    except (ValueError, RecursionError):
        return False
    return _MAYBE_SURROGATE not in data or _SURROGATE(data) is None


def wire(value: object) -> Any:
    """The value as `json.loads` would give it.

    Takes dates, UUIDs, enum members, decimals, tuples, mappings and models beside JSON's own types.

    Raises:
        LoneSurrogateError: A text holds half of a surrogate pair.
    """
    return _Walk({}).value(value, _DEPTH)


def _text(value: Any) -> str:
    text = str.__str__(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise LoneSurrogateError from None
    return text


class _Walk:
    """A walk over a value, which sees each container once."""

    __slots__ = ("seen",)

    def __init__(self, seen: dict[int, tuple[object, Any]]) -> None:
        # By identity, with the container itself, so that it outlives the walk. One that is being looked at
        # stands here already as what has no form: it contains itself.
        self.seen = seen

    def value(self, value: object, depth: int) -> Any:
        kind = type(value)
        if kind is str:
            return _text(value)
        if value is None or kind is int or kind is float or kind is bool:
            return value
        known = self.seen.get(id(value))
        if known is not None:
            return known[1]
        self.seen[id(value)] = (value, NoJson())
        result = self._apart(value, depth)
        self.seen[id(value)] = (value, result)
        return result

    def _apart(self, value: object, depth: int) -> Any:
        if depth <= 0:
            return NoJson()
        if type(value) is dict or type(value) is list:
            return self._container(value, depth)
        try:
            return self._other(value, depth)
        except LoneSurrogateError:
            raise
        except Exception:  # noqa: BLE001 - what a stranger's class raises is not ours to know
            return NoJson()

    def _container(self, value: Any, depth: int) -> Any:
        if _is_dict(value):
            return self._object(_items(value), depth)
        return [self.value(item, depth - 1) for item in value]

    def _object(self, items: Iterable[tuple[Any, Any]], depth: int) -> Any:
        result: dict[str, Any] = {}
        for key, item in items:
            if not isinstance(key, str):
                return NoJson()
            result[_text(key)] = self.value(item, depth - 1)
        return result

    def _other(self, value: object, depth: int) -> Any:
        """Subclasses of JSON's own types, and what has a form in JSON."""
        fields = getattr(type(value), "__fin_wire__", None)
        if fields is not None:
            return self._object(fields(value), depth)
        if isinstance(value, Enum):
            return self.value(value.value, depth - 1)
        if isinstance(value, (dict, tuple, list)):
            return self._container(value, depth)
        if _is_mapping(value):
            keys = islice(value, len(value))
            return self._object(((key, value[key]) for key in keys), depth)
        return _scalar(value)


def _scalar(value: object) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    # A `datetime` is a `date` to Python, and none to the API.
    if isinstance(value, date):
        return value if isinstance(value, datetime) else date.isoformat(value)
    if isinstance(value, UUID):
        return str(value)
    return _number(value) if isinstance(value, Decimal) else value


def _is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _number(value: Decimal) -> float:
    # The exponent first: the integer of `Decimal("1e999999")` would have a million digits.
    if value.is_finite() and value.adjusted() < 400 and value == value.to_integral_value():
        return int(value)
    return float(value)
