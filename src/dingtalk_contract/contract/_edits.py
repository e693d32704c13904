"""Edits: one change each to a valid body, and the values that a documented type forbids."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ._fields import ITEM, Field
from ._showing import phrase, shorten

ABSENT: Any = object()
"""Stands for a member that is left out."""

_SAMPLES: dict[str, tuple[Any, ...]] = {
    "null": (None,),
    "boolean": (True, False),
    "number": (0, 1, 1.5),
    "string": ("", "text"),
    "array": ([],),
    "object": ({},),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change to a valid body: the value at one place, or its absence."""

    field: Field
    value: Any
    description: str


def absence(field: Field) -> Edit:
    """Make the edit that leaves a field out."""
    return Edit(field=field, value=ABSENT, description=phrase("{0} left out", field.place))


def replacement(field: Field, value: Any) -> Edit:
    """Make the edit that puts another value in a field's place; for an item, the whole list."""
    shown = shorten(json.dumps(value, ensure_ascii=False), 60)
    return Edit(field=field, value=value, description=phrase("{0} set to {1}", field.place, shown))


def apply_edit(body: Any, edit: Edit) -> Any:
    """Return a copy of a body with the edit made."""
    steps = edit.field.steps[:-1] if edit.field.is_item else edit.field.steps
    return put(body, steps, edit.value)


def apply_everywhere(body: Any, edit: Edit) -> Iterator[tuple[str, Any]]:
    """Return the copies of a body with the edit made, each with its particular in words.

    Where the field lies within the items of a list, the edit is made in the first item, and in one more after all.
    """
    yield "", apply_edit(body, edit)
    steps = edit.field.steps[:-1]
    if ITEM in steps:
        outer = steps[: len(steps) - steps[::-1].index(ITEM) - 1]
        items, edited = take(body, outer), take(apply_edit(body, edit), outer)
        if isinstance(items, list) and isinstance(edited, list) and items:
            yield phrase(", in the last item of several"), put(body, outer, [*items, edited[0]])


def put(body: Any, steps: tuple[str, ...], value: Any) -> Any:
    """Return a copy of a body with another value at the end of these steps; a list is changed in its first item."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step == ITEM and not isinstance(body, dict):
        items = body if isinstance(body, list) else []
        return [put(items[0] if items else {}, rest, value), *items[1:]]
    members = dict(body) if isinstance(body, dict) else {}
    if not rest and value is ABSENT:
        members.pop(step, None)
        return members
    members[step] = put(members.get(step), rest, value)
    return members


def put_in_all(body: Any, steps: tuple[str, ...], value: Any) -> Any:
    """Return a copy of a body with another value at the end of these steps, in each item of a list on the way."""
    if ITEM in steps:
        cut = steps.index(ITEM)
        items = take(body, steps[:cut])
        inner = [put_in_all(item, steps[cut + 1 :], value) for item in items] if isinstance(items, list) else []
        return put(body, steps[:cut], inner or [put({}, steps[cut + 1 :], value)])
    return put(body, steps, value)


def change_leaves(field: Field, value: Any, change: Callable[[Field, Any, int], Any], number: int = 0) -> Any:
    """Return a copy of a field's value with each documented value in it changed that is neither object nor list.

    Args:
        change: makes the other value, given the field, the present value, and which item of its list it is or lies in.
    """
    if isinstance(value, dict):
        parts = {part.steps[-1]: part for part in field.parts}
        return {
            name: change_leaves(parts[name], inner, change, number) if name in parts else inner
            for name, inner in value.items()
        }
    if isinstance(value, list):
        part = field.parts[0] if field.parts else field
        return [change_leaves(part, each, change, index) for index, each in enumerate(value)]
    return change(field, value, number)


def put_each(body: Any, steps: tuple[str, ...], values: list[Any]) -> Any:
    """Return a copy of a body with one value at the end of these steps for each item of a list on the way.

    The list gets as many items as there are values; where there is no list on the way, the first value alone counts.
    """
    if ITEM not in steps:
        return put(body, steps, values[0])
    cut = steps.index(ITEM)
    there, rest = take(body, steps[:cut]), steps[cut + 1 :]
    items = there if isinstance(there, list) else []
    # A list of another length is made of its first item.
    bases = items if len(items) == len(values) else (items[:1] or [{}]) * len(values)
    made = [put_each(base, rest, [value]) if rest else value for base, value in zip(bases, values, strict=True)]
    return put(body, steps[:cut], made)


def take(body: Any, steps: tuple[str, ...]) -> Any:
    """Return the value at the end of these steps, ABSENT where there is none."""
    for step in steps:
        if step == ITEM and isinstance(body, list) and body:
            body = body[0]
        elif isinstance(body, dict) and step in body:
            body = body[step]
        else:
            return ABSENT
    return body


def forbidden_values(field: Field, valid: Any) -> Iterator[Any]:
    """Return values that the field's documented type forbids, beginning with the nearest to a valid one.

    Left to clauses of their own: null in an optional field or a list, and strings of digits for numbers.
    """
    yield from _disguises(field, valid)
    for name, samples in _SAMPLES.items():
        if name in field.types or (name == "number" and "integer" in field.types):
            continue
        if name == "null" and (field.is_item or not field.required):
            continue
        yield from samples


def _disguises(field: Field, valid: Any) -> Iterator[Any]:
    """Return the valid value in the shape of another type, as careless code would send or take it."""
    if valid is ABSENT:
        return
    if "array" not in field.types:
        yield from ([valid], [valid, valid])
    if "object" not in field.types:
        yield {"value": valid}
    if "object" not in field.types and isinstance(valid, list):
        yield from ({"string": valid}, {"0": valid})
    if "array" not in field.types and isinstance(valid, dict):
        yield [[name, value] for name, value in valid.items()]
    if "string" not in field.types and isinstance(valid, int):
        yield from (f"{valid}abc", f"abc{valid}", "NaN")
    if "string" not in field.types and isinstance(valid, list | dict):
        yield from (json.dumps(valid), json.dumps(json.dumps(valid)))
    if "string" not in field.types and isinstance(valid, list) and all(isinstance(item, str) for item in valid):
        yield ",".join(valid)
    if "object" not in field.types and isinstance(valid, list):
        yield {str(index): item for index, item in enumerate(valid)}
    if isinstance(valid, str) and valid.isdecimal() and "number" not in field.types:
        yield int(valid)
