"""The API's error answers: several shapes of body, one type."""

from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from fin_sdk._read import NotJsonError, read
from fin_sdk.issues import Issue, Issues

__all__ = ["ApiError"]


class ApiError(Exception):
    """An error answer of the API.

    >>> body = '{"message": "Validation failed", "errors": {"basic_info.email": ["Must be a valid email address"]}}'
    >>> error = ApiError.from_json(422, body)
    >>> error.message, error.issues[0].path
    ('Validation failed', 'basic_info.email')
    """

    ISSUE_CODE: Final = "api"
    """The code of the issues of an answer: the API names no rules."""

    status: int
    """The HTTP status of the answer."""
    code: str | None
    """The body's own code, where it has one: `forbidden`, `conflict`."""
    message: str
    """What went wrong, in the API's words; the bare status where the body says nothing."""
    issues: Issues
    """What the API says of single fields, in the order of the body, under the code `ISSUE_CODE`."""

    def __init__(
        self, status: int, message: str, *, code: str | None = None, issues: Issues | None = None
    ) -> None:
        super().__init__(status, message)
        self.status = status
        self.code = code
        self.message = message
        self.issues = Issues() if issues is None else issues

    @classmethod
    def from_json(cls, status: int, body: str | bytes) -> "ApiError":
        """Read an error answer. It always succeeds.

        A body that is no JSON, or of a shape that is not documented, leaves the status and what can be understood.
        Understood are `{message, errors: {path: [text]}}`, the same with a list `[{path: text}]`,
        `{status, message, data: {path: text}}`, `{error: {code, message}}` and `{message}`.
        """
        try:
            return cls.from_body(status, read(body))
        except NotJsonError:
            return cls.from_body(status, None)

    @classmethod
    def from_body(cls, status: int, body: object) -> "ApiError":
        """Read an error answer whose JSON is read already. It always succeeds."""
        outer = _object(body)
        inner = _object(outer.get("error"))

        def text(key: str) -> str | None:
            found = _plain(inner.get(key))
            return _plain(outer.get(key)) if found is None else found

        found = Issues(
            Issue(path, cls.ISSUE_CODE, words)
            for key in ("errors", "data")
            for path, words in _texts(outer.get(key))
        )
        message = text("message")
        return cls(
            status, f"HTTP status {status}" if message is None else message, code=text("code"), issues=found
        )

    def __str__(self) -> str:
        """The message, its code, and a line for each field."""
        head = self.message if self.code is None else f"{self.message} ({self.code})"
        return "\n".join([head, *(f"{issue.path}: {issue.message}" for issue in self.issues)])


def _object(value: Any) -> dict[str, Any]:
    return value if _is_object(value) else {}


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return type(value) is dict


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return type(value) is list


def _list(value: Any) -> list[Any]:
    return value if _is_list(value) else [value]


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Texts by path, in an object or in a list of objects."""
    for texts in _list(value):
        for path, words in _object(texts).items():
            for word in _list(words):
                text = _plain(word)
                if text is not None:
                    yield path, text


def _plain(value: Any) -> str | None:
    """A text, or a number or boolean as one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else None
