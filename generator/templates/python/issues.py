"""What is wrong with a payload: path, code and message of each mistake, and the API's own error bodies made of it."""

import enum
from collections.abc import Iterable
from typing import Any, NamedTuple

__all__ = ["ErrorBody", "FinValidationError", "Issue", "Issues"]

_FAILED = "Validation failed"


class Issue(NamedTuple):
    """One mistake. It never holds a submitted value; of an unknown field its path holds the key."""

    path: str
    """Where, in the API's notation: `associated_parties[0].basic_info.email`; empty for the payload itself."""
    code: str
    """What kind of mistake: `required`, `type`, or a constraint's or rule's own code."""
    message: str
    """In words: the API's own where its guides give them."""

    def to_dict(self) -> dict[str, str]:
        """The issue as JSON."""
        return {"path": self.path, "code": self.code, "message": self.message}

    def __str__(self) -> str:
        """The issue on a line."""
        return f"{self.path}: {self.message} [{self.code}]" if self.path else f"{self.message} [{self.code}]"


class ErrorBody(enum.Enum):
    """The API's error bodies."""

    ERRORS = "errors"
    """`{message, errors: {path: [text]}}`"""
    DATA = "data"
    """`{status, message, data: {path: text}}`: of several texts at a path the first."""
    ERROR = "error"
    """`{error: {code, message}}`: the first issue's code and words."""
    MESSAGE = "message"
    """`{message}`: the first issue's words."""


class Issues(list[Issue]):
    """Every mistake of a payload in the model's order: empty when there is none."""

    truncated: bool = False
    """Whether there were more issues than are kept."""

    def __init__(self, issues: Iterable[Issue] = (), *, truncated: bool = False) -> None:
        super().__init__(issues)
        if truncated:
            self.truncated = True

    def __str__(self) -> str:
        """One line an issue."""
        return "\n".join([*map(str, self), *(["and more"] if self.truncated else [])])

    def to_list(self) -> list[dict[str, str]]:
        """The issues as JSON: a list of `{path, code, message}`."""
        return [issue.to_dict() for issue in self]

    def to_error_body(self, body: ErrorBody = ErrorBody.ERRORS) -> dict[str, Any]:
        """The body with which the API itself would answer."""
        first = self[0] if self else Issue("", "invalid", _FAILED)
        if body is ErrorBody.ERRORS:
            errors: dict[str, list[str]] = {}
            for path, _, message in self:
                errors.setdefault(path, []).append(message)
            return {"message": _FAILED, "errors": errors}
        if body is ErrorBody.DATA:
            data: dict[str, str] = {}
            for path, _, message in self:
                data.setdefault(path, message)
            return {"status": 400, "message": _FAILED, "data": data}
        if body is ErrorBody.ERROR:
            return {"error": {"code": first.code, "message": first.message}}
        return {"message": first.message}


class FinValidationError(ValueError):
    """A payload has mistakes: `issues` names every one. Its text is one line an issue, without any value."""

    issues: Issues

    def __init__(self, issues: Issues) -> None:
        super().__init__(issues)
        self.issues = issues

    def __str__(self) -> str:
        """One line an issue."""
        return str(self.issues)
