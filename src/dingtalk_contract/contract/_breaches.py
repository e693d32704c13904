"""Breaches: which rules of the document a body breaks, freedoms left alone."""

from collections.abc import Iterator
from typing import Any

from ._edits import ABSENT, take
from ._fields import Field, is_of_type


def breached_rules(field: Field, body: Any) -> Iterator[tuple[str, str]]:
    """Name the rules `required` and `type` that a body breaks, each with its place."""
    if body is ABSENT:
        if field.required and not field.is_item:
            yield field.place, "required"
        return
    if is_forbidden(field, body) or (field.is_item and not is_of_type(body, field.types)):
        yield field.place, "type"
        return
    for part in field.parts:
        if part.is_item:
            below = [rule for item in body for rule in breached_rules(part, item)] if isinstance(body, list) else []
            yield from dict.fromkeys(below)
        else:
            yield from breached_rules(part, take(body, part.steps[-1:]))


def is_forbidden(field: Field, value: Any) -> bool:
    """Return whether a type rule forbids a value: not of the type, and not left to a clause of its own."""
    is_left_to_others = (value is None and (field.is_item or not field.required)) or (
        bool(field.types & {"number", "integer"}) and isinstance(value, str) and _reads_as_number(value)
    )
    return not is_of_type(value, field.types) and not is_left_to_others


def _reads_as_number(text: str) -> bool:
    # Whatever any language's lenient parser takes for a number: digits of any script, signs, hex, NaN.
    stripped = text.strip("\x00 \t\r\n")
    if any(char.isnumeric() for char in stripped):
        return True
    return stripped.lower().lstrip("+-") in {"nan", "inf", "infinity"}
