"""The fields of a body: each with its place, its schema, and what the page leaves open of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TYPE_NAMES = ("null", "boolean", "number", "string", "array", "object")
# What a parser in wide use takes for a number: spaces around it and a sign (Jackson, PHP), a fraction and an exponent
# (Gson, PHP), hexadecimal (JavaScript's Number), digits of any script and underscores between them (Python's int).
_NUMERAL = re.compile(r"[+-]?(0[xX][0-9a-fA-F]+|(\d(_?\d)*(\.\d*)?|\.\d+)([eE][+-]?\d+)?)")
ITEM = "items"
"""The step from a list to its items, in a place and in a clause's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One place of a body, from the document's schema."""

    place: str
    """Its address, such as `body/request/agentid` or `body/request/activity_id_list/items`."""
    steps: tuple[str, ...]
    """The way from the body's root to it: member names, and `items` for each item of a list."""
    schema: Mapping[str, Any]
    required: bool
    is_item: bool
    parts: tuple["Field", ...]

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that conform, an integer counting as a number where fractions are free."""
        named = self.schema.get("type", list(TYPE_NAMES))
        types = frozenset([named] if isinstance(named, str) else named)
        return types - {"integer"} | {"number"} if "integer" in types and "fractional" in self.free else types

    @property
    def type_phrase(self) -> str:
        """The types in words, as the document has them."""
        named = self.schema.get("type", "any")
        return named if isinstance(named, str) else " or ".join(named)

    @property
    def free(self) -> frozenset[str]:
        """What the page leaves open of this field."""
        return frozenset(self.schema.get("x-free", ()))

    def is_needed_in(self, around: Mapping[str, Any]) -> bool:
        """Return whether the object that holds it must have it: always, or by what its neighbours are there."""
        when = self.schema.get("x-required-when")
        return self.required or (when is not None and all(around.get(name) in values for name, values in when.items()))

    @property
    def is_secret(self) -> bool:
        """Return whether it is kept out of all that is shown."""
        return self.schema.get("format") == "password"

    @property
    def is_unique(self) -> bool:
        """Return whether no two requests that make something may have the same value here."""
        return bool(self.schema.get("x-unique"))

    def walk(self) -> Iterator["Field"]:
        """Return this field and all below it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()


def walk_fields(
    schema: Mapping[str, Any],
    *,
    place: str,
    steps: tuple[str, ...] = (),
    required: bool = True,
    is_item: bool = False,
) -> Field:
    """Make the tree of fields of a schema whose references are resolved."""
    # `true` and `false` are schemas too, and name nothing.
    schema = schema if isinstance(schema, Mapping) else {}
    needed = schema.get("required", ())
    parts = [
        walk_fields(below, place=f"{place}/{name}", steps=(*steps, name), required=name in needed)
        for name, below in schema.get("properties", {}).items()
    ]
    if isinstance(schema.get("items"), Mapping):
        below = schema["items"]
        parts.append(walk_fields(below, place=f"{place}/{ITEM}", steps=(*steps, ITEM), required=True, is_item=True))
    return Field(place=place, steps=steps, schema=schema, required=required, is_item=is_item, parts=tuple(parts))


def type_of(value: Any) -> str:
    """Name the JSON type of a parsed value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def is_numeral(value: Any) -> bool:
    """Return whether a value is text that some parser in wide use takes for a number."""
    return isinstance(value, str) and _NUMERAL.fullmatch(value.strip().strip("\0")) is not None


def is_of_type(value: Any, types: frozenset[str]) -> bool:
    """Return whether a parsed value is of one of these JSON types; 1.0 is an integer, as in JSON Schema."""
    named = type_of(value)
    if named in types:
        return True
    return named == "number" and "integer" in types and _is_whole(value)


def _is_whole(number: int | float | Decimal) -> bool:
    # Never int(): a target may send 1e999999999.
    return number == number.to_integral_value() if isinstance(number, Decimal) else number % 1 == 0
