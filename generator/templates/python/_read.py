"""JSON text → Python's plain values, with one verdict whatever the text: `NotJsonError`, or a value."""

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

# Deeper than this no model goes: what is below is skipped.
_DEPTH = 100
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]").search
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.|\Z)", re.DOTALL).finditer
_TOKEN = re.compile(
    r"[ \t\n\r]*(?:"
    r'(?P<text>"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?P<fraction>(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))"
    r"|(?P<word>true|false|null)"
    r"|(?P<mark>[][{}:,]))"
).match
_SPACE = re.compile(r"[ \t\n\r]*").match
_WORDS = {"true": True, "false": False, "null": None}
# An integer of more digits is beyond every double, and Python may refuse to read it.
_LONGEST_INTEGER = 400


class NotJsonError(ValueError):
    """The text is not JSON, starts with a byte order mark, or holds a lone surrogate."""


def _refuse(_: str) -> Any:
    raise NotJsonError


# A value that begins there, and where it ends.
_raw_decode = JSONDecoder(parse_constant=_refuse).raw_decode
_decode_text = JSONDecoder().decode


def read(json: str | bytes | bytearray) -> Any:
    """The value of a JSON text. Of a key that stands twice the last value, where the first stood."""
    text = json if isinstance(json, str) and json.isascii() else _text(json)
    # One character is looked for at the speed of memory, two are not.
    if text is None or ("\\" in text and _ESCAPED_SURROGATE(text) and _has_lone_surrogate(text)):
        raise NotJsonError
    # An error is not raised while another is handled, which would hold the text.
    value, end, is_beyond = None, -1, False
    try:
        value, end = _raw_decode(text, 0 if text[:1] == "{" else _space(text, 0))
    except (JSONDecodeError, NotJsonError):
        end = -1
    except (RecursionError, ValueError):
        # Too deep, or an integer of thousands of digits.
        is_beyond = True
    if is_beyond:
        value, end = scan(text, 0)
    if end != len(text) and (end < 0 or _space(text, end) != len(text)):
        raise NotJsonError
    return value


def _text(json: str | bytes | bytearray) -> str | None:
    """The text, if it is one and has no lone surrogate."""
    try:
        if isinstance(json, str):
            json.encode()
            return json
        return str(json, "utf-8")
    except UnicodeError:
        return None


def _space(text: str, start: int) -> int:
    """Where the white space that begins there ends."""
    space = _SPACE(text, start)
    return start if space is None else space.end()


def _has_lone_surrogate(text: str) -> bool:
    """Whether an escape names half of a surrogate pair. Outside strings a backslash is no JSON anyway."""
    high_ends = -1
    for escape in _ESCAPE(text):
        unit = int(escape[1], 16) if escape[1] else 0
        if high_ends >= 0 and (escape.start() != high_ends or not 0xDC00 <= unit <= 0xDFFF):
            return True
        if high_ends < 0 and 0xDC00 <= unit <= 0xDFFF:
            return True
        high_ends = escape.end() if 0xD800 <= unit <= 0xDBFF else -1
    return high_ends >= 0


def scan(text: str, start: int) -> tuple[Any, int]:
    """The value that begins there, read without recursion, and where it and the white space after it end.

    What is nested more deeply than any model is left out.
    """
    scanner = _Scanner(text, start)
    is_open = scanner.begin()
    while len(scanner.open) > 1:
        is_open = scanner.begin() if is_open else scanner.go_on()
    return scanner.root[0], _space(text, scanner.at)


class _Scanner:
    """Reads a value with a stack of its own."""

    __slots__ = ("at", "keys", "open", "root", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.root: list[Any] = []
        # Each container that is open, and the key that waits for a value in it.
        self.open: list[list[Any] | dict[str, Any]] = [self.root]
        self.keys = [""]

    def begin(self) -> bool:
        """Reads a scalar, or the beginning of a container; whether a value is due next."""
        token = self._token()
        mark = token["mark"]
        if mark == "[":
            return self._enter([], "]")
        if mark == "{":
            return self._enter({}, "}")
        if mark is not None:
            raise NotJsonError
        self._put(_scalar(token))
        return False

    def go_on(self) -> bool:
        """Reads what follows a value in a container: its end, or a comma; whether a value is due next."""
        is_object = type(self.open[-1]) is dict
        mark = self._token()["mark"]
        if mark == ",":
            if is_object:
                self._key()
            return True
        if mark != ("}" if is_object else "]"):
            raise NotJsonError
        self._leave()
        return False

    def _enter(self, container: list[Any] | dict[str, Any], end: str) -> bool:
        if len(self.open) <= _DEPTH:
            self._put(container)
        self.open.append(container)
        self.keys.append("")
        after = _TOKEN(self.text, self.at)
        if after is not None and after["mark"] == end:
            self.at = after.end()
            self._leave()
            return False
        if end == "}":
            self._key()
        return True

    def _leave(self) -> None:
        self.open.pop()
        self.keys.pop()

    def _key(self) -> None:
        key = self._token()["text"]
        if key is None or self._token()["mark"] != ":":
            raise NotJsonError
        self.keys[-1] = _decode_text(key)

    def _put(self, value: Any) -> None:
        container = self.open[-1]
        if type(container) is list:
            container.append(value)
        elif type(container) is dict:
            container[self.keys[-1]] = value

    def _token(self) -> re.Match[str]:
        token = _TOKEN(self.text, self.at)
        if token is None:
            raise NotJsonError
        self.at = token.end()
        return token


def _scalar(token: re.Match[str]) -> Any:
    text, number, word = token["text"], token["number"], token["word"]
    if text is not None:
        return _decode_text(text)
    if number is None:
        return _WORDS[word]
    if token["fraction"] or len(number) > _LONGEST_INTEGER:
        return float(number)
    return int(number)
