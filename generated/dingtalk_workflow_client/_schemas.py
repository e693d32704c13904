"""The document's schemas at work: what is sent is held to all they say, what arrives to types and required members."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

Schema = Mapping[str, Any]
Fault = tuple[str, str]
"""The place of a fault, such as `tasks[0].userid`, and what must be so there."""

_LONGEST_SHOWN = 60
_BITS = {"int32": 31, "int64": 63}


def find_argument_fault(schema: Schema, value: object, place: str) -> Fault | None:
    """Find the first thing that keeps a value from being sent as an argument."""
    named = _names(schema)
    if named and not any(_ARGUMENTS[name](value) for name in named):
        return place, f"must be {' or '.join(_PHRASES[name] for name in named)}, not {_show(value)}"
    for reason in _broken_bounds(schema, value):
        return place, f"must {reason}, not {_show(value)}"
    return _below(schema, value, place, find_argument_fault)


def find_answer_fault(schema: Schema, value: object, place: str) -> Fault | None:
    """Find the first thing that makes parsed JSON something else than the document describes."""
    named = _names(schema)
    if named and not any(_ANSWERS[name](value) for name in named):
        return place, f"is no {' or '.join(named)}"
    return _below(schema, value, place, find_answer_fault)


def _below(
    schema: Schema, value: object, place: str, find: Callable[[Schema, object, str], Fault | None]
) -> Fault | None:
    faults: Iterator[Fault | None] = iter(())
    if isinstance(value, Mapping):
        faults = _member_faults(schema, value, place, find)
    elif isinstance(value, list | tuple) and "items" in schema:
        faults = (find(schema["items"], item, f"{place}[{index}]") for index, item in enumerate(value))
    return next((fault for fault in faults if fault is not None), None)


def _member_faults(
    schema: Schema, value: Mapping[Any, object], place: str, find: Callable[[Schema, object, str], Fault | None]
) -> Iterator[Fault | None]:
    lead = f"{place}." if place else ""
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{lead}{name}", "is missing"
    for name, below in schema.get("properties", {}).items():
        if name in value:
            yield find(below, value[name], f"{lead}{name}")


def _names(schema: Schema) -> Sequence[str]:
    named = schema.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _show(value: object) -> str:
    # Only plain values are shown: the repr of anything else may do anything.
    if value is None or isinstance(value, bool):
        return repr(value)
    if type(value) is int and value.bit_length() > 1000:
        return f"an int of {value.bit_length()} bits"
    if type(value) in {int, float, str}:
        shown = repr(value[:_LONGEST_SHOWN] if isinstance(value, str) else value)
        return f"the {type(value).__name__} {shown[:_LONGEST_SHOWN]}"
    return f"a {type(value).__name__}"


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_finite(value: object) -> bool:
    return _is_integer(value) or (isinstance(value, float) and math.isfinite(value))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_sendable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_null(value: object) -> bool:
    return value is None


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_number_answered(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is_integer_answered(value: object) -> bool:
    # JSON Schema counts 1.0 as an integer.
    return _is_integer(value) or (isinstance(value, float) and value.is_integer())


_PHRASES = {
    "array": "a list or a tuple",
    "boolean": "a bool",
    "integer": "an int",
    "null": "None",
    "number": "an int or a finite float",
    "object": "a mapping",
    "string": "a str",
}
_Test = Callable[[object], bool]
_ARGUMENTS: dict[str, _Test] = {
    "array": _is_list,
    "boolean": _is_flag,
    "integer": _is_integer,
    "null": _is_null,
    "number": _is_finite,
    "object": _is_object,
    "string": _is_text,
}
_ANSWERS: dict[str, _Test] = _ARGUMENTS | {
    "integer": _is_integer_answered,
    "number": _is_number_answered,
}


def _broken_bounds(schema: Schema, value: object) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"be one of {schema['enum']!r}"
    if "const" in schema and value != schema["const"]:
        yield f"be {schema['const']!r}"
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        bits = _BITS.get(schema.get("format", ""), 63)
        if not -(2**bits) <= value < 2**bits:
            yield f"fit in {bits + 1} bits"
    if isinstance(value, int | float):
        yield from _broken_range(schema, value)
    elif isinstance(value, str):
        if not _is_sendable(value):
            yield "hold no lone surrogate"
        yield from _broken_size(schema, len(value), "minLength", "maxLength", "characters")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"match {schema['pattern']!r}"
    elif isinstance(value, list | tuple):
        yield from _broken_size(schema, len(value), "minItems", "maxItems", "items")
        if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
            yield "have no item twice"


def _broken_range(schema: Schema, value: float) -> Iterator[str]:
    if value < schema.get("minimum", -math.inf):
        yield f"be at least {schema['minimum']}"
    if value > schema.get("maximum", math.inf):
        yield f"be at most {schema['maximum']}"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        yield f"be more than {schema['exclusiveMinimum']}"
    if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
        yield f"be less than {schema['exclusiveMaximum']}"


def _broken_size(schema: Schema, size: int, low: str, high: str, unit: str) -> Iterator[str]:
    if size < schema.get(low, 0):
        yield f"have at least {schema[low]} {unit}"
    if size > schema.get(high, math.inf):
        yield f"have at most {schema[high]} {unit}"
