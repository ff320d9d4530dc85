"""A call of the API as data: send it with the HTTP client of your choice."""

from typing import NamedTuple

__all__ = ["Operation"]


class Operation(NamedTuple):
    """A call: what to send where, and which answers it has."""

    name: str
    """The name in the model."""
    method: str
    """The HTTP method."""
    path: str
    """The path, with parameters in braces."""
    query: tuple[str, ...] = ()
    """The names of the query's parameters."""
    multipart: bool = False
    """Whether the body is `multipart/form-data` instead of JSON."""
    asynchronous: bool = False
    """Whether the work goes on after the answer; webhooks tell how it ends."""
    unauthenticated: bool = False
    """Whether it is called without an access token."""
    answers: tuple[int, ...] = ()
    """The statuses of success."""
    errors: tuple[int, ...] = ()
    """The documented statuses of failure."""
    when_status: tuple[str, ...] = ()
    """The customer's statuses in which it may be called; empty means any."""
    deprecated: str | None = None
    """Why it is deprecated, and what to use."""
