"""What the API's model says of a class, put into the JSON Schema that Pydantic makes of it."""

from importlib import import_module
from typing import Any

from pydantic import BaseModel

# What is said of a field, whatever its value.
_OF_FIELDS = frozenset(("deprecated", "description", "examples"))


def describe(model: type[BaseModel], home: str, keys: dict[str, str], schema: dict[str, Any]) -> None:
    """Add words, constraints and examples to a schema.

    Args:
        model: The class.
        home: Where it is described: the package, the module and the class's name there.
        keys: The fields whose key on the wire is another than their name.
        schema: The schema of the class, which is added to.
    """
    package, module, name = home.split(".")
    known = import_module(f"fin_sdk.{package}._described.{module}").SCHEMAS[name]
    if "examples" in known:
        schema["examples"] = known["examples"]
    properties = schema.get("properties", {})
    for field in model.model_fields:
        key = keys.get(field, field)
        words = known["properties"].get(key)
        found = properties.get(key) or properties.get(field)
        if words and found:
            _add(found, words)


def _add(schema: dict[str, Any], words: dict[str, Any]) -> None:
    # What a value is subject to is not said of `null`.
    forms = [form for form in schema.get("anyOf", [schema]) if form.get("type") != "null"]
    for key, value in words.items():
        if key in _OF_FIELDS:
            schema[key] = value
            continue
        for form in forms:
            if key == "items":
                _add(form["items"], value)
            else:
                form[key] = value
