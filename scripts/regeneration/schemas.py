"""The document's schemas, made plain: nothing is kept but what the client checks."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dingtalk_contract.contract import LIMITS

Schema = dict[str, Any]

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_WORDS = frozenset(
    {*LIMITS, "format", "type", "required", "properties", "items", "additionalProperties", "title", "description"}
    | {"summary", "example", "examples", "default", "deprecated", "readOnly", "writeOnly", "$comment", "nullable"}
    | {"externalDocs"}
)
# The low-level client turns other ones into other Python types, and back into other text.
_FORMATS = frozenset({"int32", "int64", "float", "double", "password"})


def require_plain(schema: Any, place: str) -> None:
    """Raise ValueError for what the client could not hold a value to."""
    if not isinstance(schema, Mapping):
        raise ValueError(f"the schema at {place} is no mapping")  # noqa: TRY004 - a fault of the document, not of a type
    unknown = sorted(str(word) for word in schema if word not in _WORDS and not str(word).startswith("x-"))
    if unknown:
        raise ValueError(f"the facade cannot check {', '.join(map(repr, unknown))} at {place}")
    if not _TYPES.issuperset(types_of(schema)):
        raise ValueError(f"the facade does not know the type {schema['type']!r} at {place}")
    if schema.get("format", "int64") not in _FORMATS:
        raise ValueError(f"the facade cannot check the format {schema['format']!r} at {place}")
    try:
        re.compile(schema.get("pattern", ""))
    except re.error as error:
        raise ValueError(f"the facade cannot check the pattern at {place}: {error}") from error
    for name, below in schema.get("properties", {}).items():
        require_plain(below, f"{place}/{name}")
    if "items" in schema:
        require_plain(schema["items"], f"{place}/items")


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the types that a schema names."""
    named = schema.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)


def argument_schema(schema: Mapping[str, Any]) -> Schema:
    """Return what is checked before sending: all that the document says, and where it leaves the letter case open."""
    kept = _keep(schema, argument_schema, ("type", "format", *LIMITS))
    return kept | ({"x-free": ["letter-case"]} if "letter-case" in schema.get("x-free", ()) else {})


def answer_schema(schema: Mapping[str, Any]) -> Schema:
    """Return what is checked of an answer: types and required members, where the page leaves them no freedom."""
    kept = _keep(schema, answer_schema, ("type",))
    if "fractional" in schema.get("x-free", ()):
        kept["type"] = ["number" if name == "integer" else name for name in types_of(schema)]
    return kept


def _keep(schema: Mapping[str, Any], make: Any, words: Iterable[str]) -> Schema:
    kept: Schema = {word: schema[word] for word in words if word in schema}
    if schema.get("required"):
        kept["required"] = list(schema["required"])
    if "properties" in schema:
        kept["properties"] = {name: make(below) for name, below in schema["properties"].items()}
    if "items" in schema:
        kept["items"] = make(schema["items"])
    return kept
