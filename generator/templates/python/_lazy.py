"""Modules that load what they offer on first use."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def attach(module: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a module whose names live elsewhere.

    Args:
        module: The module's name.
        homes: Each name's module; a name that is its own home is a submodule.
    """

    def get(name: str) -> object:
        home = homes.get(name)
        if home is None:
            message = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(message)
        if home == f"{module}.{name}":
            return import_module(home)
        found: object = getattr(import_module(home), name)
        setattr(sys.modules[module], name, found)
        return found

    def names() -> list[str]:
        return sorted({*vars(sys.modules[module]), *homes})

    return get, names
