"""What upgrades from one version to the next are made of, beside the values themselves."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Older = TypeVar("Older")
More = TypeVar("More")
Newer = TypeVar("Newer")


class AdditionsMismatchError(ValueError):
    """The additions for the items of a list are not as many as its items."""

    def __init__(self, path: str, items: int, additions: int) -> None:
        """Take the list in the newer payload, how many items it has, and how many additions there are."""
        super().__init__(f"{path} has {items} items, and the additions have {additions}")
        self.path = path
        self.items = items
        self.additions = additions


def below(path: str, make: Callable[[], Newer]) -> Newer:
    """What comes out of a value that is below the path."""
    try:
        return make()
    except AdditionsMismatchError as error:
        raise AdditionsMismatchError(f"{path}.{error.path}", error.items, error.additions) from None


def each(
    path: str,
    items: Sequence[Older],
    additions: Sequence[More],
    one: Callable[[Older, More], Newer],
) -> list[Newer]:
    """Each item with its additions."""
    if len(items) != len(additions):
        raise AdditionsMismatchError(path, len(items), len(additions))
    pairs = enumerate(zip(items, additions, strict=True))
    return [below(f"{path}[{index}]", lambda item=item, more=more: one(item, more)) for index, (item, more) in pairs]


def if_there(value: Older | None, make: Callable[[Older], Newer]) -> Newer | None:
    """What becomes of a value where it is there."""
    return None if value is None else make(value)


def given(fields: dict[str, object]) -> dict[str, object]:
    """The fields that are there."""
    return {name: value for name, value in fields.items() if value is not None}
