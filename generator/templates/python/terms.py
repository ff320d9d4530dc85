"""The value with which the terms are accepted."""

from urllib.parse import unquote_to_bytes
from uuid import UUID

__all__ = ["tos_policies_value"]

# The names under which the value was seen or is to be expected in the query. The guides give none.
_NAMES = ("tos_policies_value", "tos_policies")


def tos_policies_value(url: str) -> str | None:
    """Take the `tos_policies_value` of an attach call out of the `tos_policies_url` of a create call's answer.

    The guides say that the value stands in the query of the address, and not in which parameter; their values
    are UUIDs, and webhooks were seen with the UUID in place of the address. So: a UUID alone is the value itself;
    in a query it is the parameter `tos_policies_value` or `tos_policies`, else the one parameter whose value is
    a UUID. `None` where there is no such parameter, or more than one.

    >>> tos_policies_value("https://example.com/terms?lang=en&session=e9414388-fbdf-4407-b5c2-bc39eae3645b")
    'e9414388-fbdf-4407-b5c2-bc39eae3645b'
    """
    url = url.strip()
    if _is_uuid(url):
        return url
    query = url.partition("?")[2].partition("#")[0]
    pairs = (parameter.partition("=") for parameter in query.split("&"))
    parameters = [(_decode(name), _decode(value)) for name, mark, value in pairs if mark]
    for wanted in _NAMES:
        for name, value in parameters:
            if name == wanted and value.strip():
                return value
    uuids = [value for _, value in parameters if _is_uuid(value)]
    return uuids[0] if len(uuids) == 1 else None


def _is_uuid(text: str) -> bool:
    if len(text) != 36:
        return False
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _decode(text: str) -> str:
    """Percent signs and plus signs of a query undone; what is no UTF-8 then stands for itself."""
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode()
    except UnicodeError:
        return text
