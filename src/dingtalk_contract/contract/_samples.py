"""Samples: a valid value for any field, the way to a field filled in, and a value varied where nothing limits it."""

from collections.abc import Mapping
from typing import Any

from ._edits import ABSENT, put, take
from ._fields import ITEM, Field

_BY_TYPE: dict[str, Any] = {
    "array": [],
    "boolean": True,
    "integer": 1,
    "null": None,
    "number": 1,
    "object": {},
    "string": "text",
}
_LIMITING = {"enum", "const", "minimum", "maximum", "minLength", "maxLength", "pattern"}


def sample(field: Field) -> Any:
    """Return a valid value of a field: its example, or one made of those of its parts."""
    schema = field.schema
    if "example" in schema:
        return schema["example"]
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    if "array" in field.types and field.parts:
        return [sample(field.parts[0])] * max(1, schema.get("minItems", 1))
    if field.parts:
        return {part.steps[-1]: sample(part) for part in field.parts}
    return _BY_TYPE[min(field.types)]


def with_field(body: Any, tree: Field, field: Field) -> Any:
    """Return a body in which a field stands: where the way to it is missing, samples are put there.

    Args:
        tree: the outermost field, of the whole body.
    """
    for part in tree.walk():
        is_on_the_way = part.steps == field.steps[: len(part.steps)]
        if is_on_the_way and not part.is_item and take(body, part.steps) is ABSENT:
            body = put(body, part.steps, sample(part))
        if is_on_the_way and part.is_item and take(body, part.steps) is ABSENT:
            body = put(body, part.steps[:-1], [sample(part)])
    return body


def lists_with(tree: Field, field: Field, good: Any, value: Any) -> list[list[Any]]:
    """Return lists with a value among good items that keep the limits of the list: alone, last, first, and amid.

    Args:
        tree: the outermost field, of the whole body.
        field: that of the items.
        good: a good item, ABSENT where there is none.
    """
    around = next(each for each in tree.walk() if field in each.parts)
    least, most = around.schema.get("minItems", 1), around.schema.get("maxItems", 4)
    if good is ABSENT:
        return [[value] * max(1, least)]
    padding = [good] * max(0, least - 1)
    lists = [[value, *padding], [good, value, *padding[1:]], [value, good, *padding[1:]], [good, good, value, good]]
    kept = [each for each in lists if least <= len(each) <= most]
    return kept or [[value, *padding]]


def vary(field: Field, value: Any, number: int, mark: str = "") -> Any:
    """Return a value of a field that differs from this one by a number, as far as no limit stands against it.

    Args:
        mark: what stands before the number in texts.
    """
    if isinstance(value, dict):
        parts = {part.steps[-1]: part for part in field.parts}
        return {name: vary(parts[name], each, number, mark) if name in parts else each for name, each in value.items()}
    if isinstance(value, list):
        return [vary(part, each, number, mark) for part in field.parts for each in value]
    if isinstance(value, bool) or _LIMITING & field.schema.keys():
        return value
    if isinstance(value, int | float):
        return value + number
    return f"{value}-{mark}{number:04d}" if isinstance(value, str) else value


def required_only(field: Field, value: Any) -> Any:
    """Return a copy of a field's value without the optional fields within it, in each item of each list.

    What a target may demand by one of two sources stays.
    """
    if isinstance(value, dict):
        parts = {part.steps[-1]: part for part in field.parts if not part.is_item}
        kept = {name: each for name, each in value.items() if name not in parts or _is_needed(parts[name], value)}
        return {name: required_only(parts[name], each) if name in parts else each for name, each in kept.items()}
    if isinstance(value, list):
        return [required_only(part, each) for part in field.parts for each in value] if field.parts else value
    return value


def _is_needed(field: Field, around: Mapping[str, Any]) -> bool:
    return "demanded" in field.free or field.is_needed_in(around)


def values_at(body: Any, steps: tuple[str, ...]) -> list[Any]:
    """Return each value at the end of these steps, every item of a list its own."""
    if body is ABSENT:
        return []
    if not steps:
        return [body]
    if steps[0] == ITEM and isinstance(body, list):
        return [value for item in body for value in values_at(item, steps[1:])]
    return values_at(body[steps[0]], steps[1:]) if isinstance(body, dict) and steps[0] in body else []
