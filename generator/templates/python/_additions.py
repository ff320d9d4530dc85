"""What upgrades from one version to the next are made of, beside the values themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Older = TypeVar("Older")
More = TypeVar("More")
Newer = TypeVar("Newer")


class AdditionsMismatchError(ValueError):
    """The additions for the items of a list are not as many as its items."""

    path: str
    """The list in the newer payload: `associated_parties`."""
    items: int
    """How many items it has."""
    additions: int
    """How many additions there are."""

    def __init__(self, path: str, items: int, additions: int) -> None:
        super().__init__(f"{path} has {items} items, and the additions have {additions}")
        self.path = path
        self.items = items
        self.additions = additions


def within(path: str, error: AdditionsMismatchError) -> AdditionsMismatchError:
    """Tell the same from further up."""
    return AdditionsMismatchError(f"{path}.{error.path}", error.items, error.additions)


def below(path: str, make: Callable[[], Newer]) -> Newer:
    """Make something that is below the path."""
    try:
        return make()
    except AdditionsMismatchError as error:
        raise within(path, error) from None


def each(
    path: str,
    items: Sequence[Older],
    additions: Sequence[More],
    one: Callable[[Older, More], Newer],
) -> list[Newer]:
    """Make something of each item and its additions."""
    if len(items) != len(additions):
        raise AdditionsMismatchError(path, len(items), len(additions))
    made: list[Newer] = []
    for index, (item, more) in enumerate(zip(items, additions, strict=True)):
        try:
            made.append(one(item, more))
        except AdditionsMismatchError as error:
            raise within(f"{path}[{index}]", error) from None
    return made


def every(items: Sequence[Older], one: Callable[[Older], Newer]) -> list[Newer]:
    """Make something of each item."""
    return [one(item) for item in items]


def if_there(value: Older | None, make: Callable[[Older], Newer]) -> Newer | None:
    """Make something of a value where it is there."""
    return None if value is None else make(value)


def given(fields: dict[str, object]) -> dict[str, object]:
    """Take the fields that are there."""
    return {name: value for name, value in fields.items() if value is not None}


def joined(separator: str, *texts: str | None) -> str:
    """Join the texts that are there."""
    return separator.join(text for text in texts if text is not None)
