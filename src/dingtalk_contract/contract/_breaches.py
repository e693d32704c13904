"""Breaches: which rules of the document a body breaks, freedoms left alone."""

from collections.abc import Iterator
from typing import Any

from ._edits import ABSENT, take
from ._fields import Field, is_numeral, is_of_type
from ._limits import broken_limits


def breached_rules(field: Field, body: Any) -> Iterator[tuple[str, str]]:
    """Name the rules `required` and `type`, and those of limits, that a body breaks, each with its place."""
    if body is ABSENT:
        if field.required and not field.is_item:
            yield field.place, "required"
        return
    if is_forbidden(field, body) or (field.is_item and not is_of_type(body, field.types)):
        yield field.place, "type"
        return
    yield from ((field.place, rule) for rule in broken_limits(field, body))
    for part in field.parts:
        if part.is_item:
            below = [rule for item in body for rule in breached_rules(part, item)] if isinstance(body, list) else []
            yield from dict.fromkeys(below)
        else:
            yield from breached_rules(part, take(body, part.steps[-1:]))


def is_forbidden(field: Field, value: Any) -> bool:
    """Return whether the type rule forbids a value: not of the type, and not left to the rules on null and digits."""
    is_left_to_others = (value is None and (field.is_item or not field.required)) or (
        bool(field.types & {"number", "integer"}) and is_numeral(value)
    )
    return not is_of_type(value, field.types) and not is_left_to_others
