"""Where mistakes are collected. Paths are links to the parent, and become text only where there is an issue."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Context as Precision, Decimal
from json import dumps
from time import time
from typing import Any, Final, Literal, Protocol, cast

from fin_sdk import _words
from fin_sdk.context import Context
from fin_sdk.issues import Issue, Issues

At = tuple[Any, str | int | tuple[str]] | None
"""A place in a payload: the parent's place, and the index or key in it. `None` is the payload itself.

A key that may need brackets where the API writes it, which no field's name does, stands in a tuple.
"""

MAX_INTEGER = 9_007_199_254_740_991
"""The largest integer to which every smaller one is a double of its own."""

# Unicode's White_Space: `str.isspace` takes U+001C to U+001F too.
_WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_INFINITY = float("inf")
# Holds any sum of doubles: from 1e308 down to the last digit of 5e-324, and then some.
_EXACT = Precision(prec=1100, Emax=999_999, Emin=-999_999)
_ZERO = Decimal(0)
_EPOCH = date(1970, 1, 1)
_DAY = 86_400
# Of so many days the days before are kept.
_DAYS = 64
_read_day = date.fromisoformat
_UUID = re.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}").fullmatch
# Names longer than this are not compared: no known name is near them.
_LONGEST = 64


class JsonObject(Protocol):
    """A JSON object, to type checkers: any key may be asked for."""

    def get(self, key: str, /) -> Any: ...
    def items(self) -> Iterable[tuple[str, Any]]: ...
    def __getitem__(self, key: str, /) -> Any: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...


Object: Final[type[JsonObject]] = cast("Any", dict)
Array: Final[type[list[Any]]] = list


Found = tuple[At, str, str]
"""A mistake, before its path is text: place, code and message."""


# What is known where the caller says nothing.
_NOTHING = Context()
_NONE: frozenset[str] = frozenset()
_MOST = _words.MAX_ISSUES
_PLAIN = frozenset((str, int, float, bool, dict, list, type(None)))
_tuple: Callable[[type[Issue], tuple[str, str, str]], Issue] = cast("Any", tuple).__new__


class _Today:
    """The current day in UTC, whose text is made once a day."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        # In one attribute, so that threads see a day and its text together.
        self.known = (0.0, 0.0, "")

    def text(self) -> str:
        """The day as YYYY-MM-DD."""
        now = time()
        since, until, text = self.known
        if since <= now < until:
            return text
        epoch = int(now) // _DAY
        text = (_EPOCH + timedelta(days=epoch)).isoformat()
        self.known = (epoch * _DAY, (epoch + 1) * _DAY, text)
        return text


_today = _Today().text


class Before(dict[str, str]):
    """The days a number of years before others, for texts to be compared with; each is made once."""

    __slots__ = ("years",)

    def __init__(self, years: int) -> None:
        super().__init__()
        self.years = years

    def __missing__(self, day: str) -> str:
        # A year before the first is "-", which is less than every day.
        year = int(day[:4]) - self.years
        before = f"{year:04}{day[4:]}" if year >= 0 else "-"
        if len(self) >= _DAYS:
            self.clear()
        self[day] = before
        return before


class _FullError(Exception):
    """More issues than are kept."""


class ForeignError(Exception):
    """There are Python's values in a payload beside JSON's."""


class Collector:
    """The mistakes of one payload, and what its rules ask for beside it."""

    __slots__ = ("allow_unknown", "context", "found", "ignore", "is_raw", "today", "truncated")

    def __init__(
        self, context: Context | None, ignore: Collection[str], allow_unknown: bool, is_raw: bool
    ) -> None:
        self.found: list[Found] = []
        self.truncated = False
        self.ignore = frozenset(ignore) if ignore else _NONE
        self.allow_unknown = allow_unknown
        # Whether what is looked at may hold Python's values.
        self.is_raw = is_raw
        if context is None:
            self.context = _NOTHING
            self.today = _today()
        else:
            self.context = context
            day = context.today
            self.today = _today() if day is None else day.isoformat()

    def fail(self, at: At, code: str, message: str) -> Literal[False]:
        """Reports a mistake of structure, which no option switches off."""
        found = self.found
        if len(found) >= _MOST:
            self.truncated = True
            raise _FullError
        found.append((at, code, message))
        return False

    def wrong(self, at: At, value: object, required: str, mismatch: str) -> Literal[False]:
        """Reports a required value that is absent or of another type."""
        if value is None:
            return self.fail(at, _words.REQUIRED, required)
        return self.mistyped(at, value, mismatch)

    def mistyped(self, at: At, value: object, mismatch: str) -> Literal[False]:
        """Reports a value of another type."""
        if self.is_raw and type(value) not in _PLAIN:
            raise ForeignError
        return self.fail(at, _words.TYPE, mismatch)

    def issue(self, at: At, code: str, message: str) -> None:
        """Reports a constraint or a rule that does not hold."""
        if code in self.ignore:
            return
        found = self.found
        if len(found) >= _MOST:
            self.truncated = True
            raise _FullError
        found.append((at, code, message))

    def unknown(self, at: At, payload: Iterable[str], fields: tuple[str, ...]) -> None:
        """Reports the keys that the model does not know, in the payload's order."""
        if self.allow_unknown:
            return
        for key in payload:
            if key not in fields:
                if type(key) is not str:
                    self.foreign()
                meant = nearest(key, fields)
                words = _words.UNKNOWN if meant is None else _words.UNKNOWN_NEAR.replace("\0", meant)
                self.fail((at, (key,)), _words.UNKNOWN_FIELD, words)

    def foreign(self) -> None:
        """Gives a payload up as it is, if it may hold Python's values: it has to be turned into JSON's first."""
        if self.is_raw:
            raise ForeignError

    def issues(self) -> Issues:
        """What was found, with paths as text."""
        # As the constructors of both classes make them, without their frames.
        issues = Issues.__new__(Issues)
        last, head = None, ""
        for at, code, message in self.found:
            if at is None:
                path = ""
            else:
                parent, step = at
                # The mistakes of an object share its place.
                if parent is not last:
                    last, head = parent, path_of(parent)
                path = _path(head, step) if type(step) is not str else f"{head}.{step}" if head else step
            issues.append(_tuple(Issue, (path, code, message)))
        if self.truncated:
            issues.truncated = True
        return issues


Check = Callable[[Collector, At, Any], bool]
"""The check of a type: reports what is wrong with a value at a place, and says whether its structure is sound."""


def run(check: Check, value: object, collector: Collector) -> Collector:
    """Checks a payload, which is plain JSON as `json.loads` gives it.

    Raises:
        ForeignError: It is not, and the collector was told that this may be.
    """
    try:
        check(collector, None, value)
    except _FullError:
        return collector
    return collector


def is_blank(text: str) -> bool:
    """Whether a text is empty or only white space."""
    return not text.strip(_WHITE)


def is_day(text: str) -> bool:
    """Whether a text names a day of the years 0001 to 9999 as YYYY-MM-DD."""
    # Python reads other forms of ISO 8601 too.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    try:
        _read_day(text)
    except ValueError:
        return False
    return True


def is_uuid(text: str) -> bool:
    """8-4-4-4-12 hexadecimal digits of either case."""
    return _UUID(text) is not None


def is_integer(value: object) -> bool:
    """Whether a JSON value is a number without a fraction, within the integers that doubles tell apart."""
    if type(value) is int:
        return -MAX_INTEGER <= value <= MAX_INTEGER
    return type(value) is float and value.is_integer() and -MAX_INTEGER <= value <= MAX_INTEGER


def is_number(value: object) -> bool:
    """Whether a JSON value is a number that a double holds."""
    if type(value) is float:
        return -_INFINITY < value < _INFINITY
    if type(value) is not int:
        return False
    try:
        float(value)
    except OverflowError:
        return False
    return True


def years(since: str, until: str) -> int:
    """The whole calendar years between two days; negative when the second is earlier."""
    return int(until[:4]) - int(since[:4]) - (until[5:] < since[5:])


def total(numbers: Iterable[float]) -> Decimal:
    """The exact sum of numbers, each taken as the shortest decimal form of its double."""
    whole, result = 0, None
    for number in numbers:
        if -MAX_INTEGER <= number <= MAX_INTEGER and (type(number) is int or float.is_integer(number)):
            whole += int(number)
        else:
            result = _EXACT.add(_ZERO if result is None else result, decimal(number))
    return Decimal(whole) if result is None else _EXACT.add(result, Decimal(whole))


def decimal(number: float) -> Decimal:
    """A number as the shortest decimal form of its nearest double."""
    if type(number) is int and -MAX_INTEGER <= number <= MAX_INTEGER:
        return Decimal(number)
    return Decimal(repr(float(number)))


def repeated(items: Iterable[object]) -> list[int]:
    """The places of scalars that stand earlier in the list already."""
    seen: set[object] = set()
    places: list[int] = []
    for place, item in enumerate(items):
        # As doubles, so that 1 and 1.0 are one number; a truth value is no number.
        known = (bool, item) if type(item) is bool else float(item) if type(item) is int else item
        if known in seen:
            places.append(place)
        seen.add(known)
    return places


def path_of(at: At) -> str:
    """A place in the API's notation."""
    if at is None:
        return ""
    parent, step = at
    return _path(path_of(parent), step)


def _path(head: str, step: str | int | tuple[str]) -> str:
    if isinstance(step, str):
        return f"{head}.{step}" if head else step
    if isinstance(step, int):
        return f"{head}[{step}]"
    (key,) = step
    # What Python calls an identifier is what the API writes bare, but for letters beyond ASCII.
    if key.isidentifier() and key.isascii():
        return _path(head, key)
    return f"{head}[{dumps(key, ensure_ascii=False)}]"


def steps_of(at: At) -> tuple[str | int, ...]:
    """The keys and indices down to a place."""
    steps: list[str | int] = []
    while at is not None:
        at, step = at
        steps.append(step[0] if isinstance(step, tuple) else step)
    return tuple(reversed(steps))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to a name, if one is near enough to be meant."""
    if len(name) > _LONGEST:
        return None
    best: str | None = None
    least = _LONGEST
    letters = set(name)
    for candidate in known:
        limit = min(max((len(candidate) + 1) // 3, 1), least - 1)
        others = set(candidate)
        if (
            abs(len(candidate) - len(name)) > limit
            or len(letters - others) > limit
            or len(others - letters) > limit
        ):
            continue
        distance = _distance(name, candidate, limit)
        if distance <= limit:
            best, least = candidate, distance
    return best


def _distance(left: str, right: str, limit: int) -> int:
    """Levenshtein's distance over code points; anything above the limit when it is above."""
    row = list(range(len(right) + 1))
    for i, x in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        before = i
        for j, y in enumerate(right, 1):
            above = row[j]
            before = min(before + 1, above + 1, diagonal + (x != y))
            diagonal, row[j] = above, before
        if min(row) > limit:
            return limit + 1
    return row[-1]
