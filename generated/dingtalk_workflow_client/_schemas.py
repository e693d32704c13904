"""The document's schemas at work: what is sent is held to all they say, what arrives to types and required members."""

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

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
    for reason in _broken_limits(schema, value):
        return place, f"must {reason}, not {_show(value)}"
    return _below(schema, value, place, find_argument_fault)


def find_answer_fault(schema: Schema, value: object, place: str) -> Fault | None:
    """Find the first thing that makes parsed JSON something else than the document describes."""
    named = _names(schema)
    if named and not any(_ANSWERS[name](value) for name in named):
        return place, f"is no {' or '.join(named)}"
    return _below(schema, value, place, find_answer_fault)


def settle_integers(schema: Schema, value: Any) -> Any:
    """Return parsed JSON with an int for 1.0 where the document has integers."""
    if isinstance(value, Mapping):
        below = schema.get("properties", {})
        return {name: settle_integers(below.get(name, {}), each) for name, each in value.items()}
    if isinstance(value, list):
        return [settle_integers(schema.get("items", {}), item) for item in value]
    is_integer = isinstance(value, float) and "integer" in _names(schema) and "number" not in _names(schema)
    return int(value) if is_integer else value


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


def _is_sendable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


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
_ARGUMENTS: Mapping[str, _Test] = {
    "array": lambda value: isinstance(value, list | tuple),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "null": lambda value: value is None,
    "number": _is_finite,
    "object": lambda value: isinstance(value, Mapping),
    "string": lambda value: isinstance(value, str),
}
_ANSWERS: Mapping[str, _Test] = {
    **_ARGUMENTS,
    # JSON Schema counts 1.0 as an integer.
    "integer": lambda value: _is_integer(value) or (isinstance(value, float) and value.is_integer()),
    "number": lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool),
}


@frozen
class _Limit:
    """What a keyword beside the type asks of the values of some types."""

    types: tuple[type, ...]
    is_kept: Callable[[Schema, Any, Any], bool]
    """Whether a value keeps the limit, given the schema."""
    phrase: str


def _is_listed(schema: Schema, listed: Sequence[Any], value: Any) -> bool:
    if isinstance(value, str) and "letter-case" in schema.get("x-free", ()):
        return value.casefold() in {each.casefold() for each in listed if isinstance(each, str)}
    return any(isinstance(each, bool) == isinstance(value, bool) and each == value for each in listed)


def _matches(value: str, pattern: str) -> bool:
    # The `$` of JSON Schema is the very end; that of Python stands before a last line break too.
    ends = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", lambda found: r"\Z" if found[0] == "$" else found[0], pattern)
    return bool(re.search(ends, value))


def _limit(phrase: str, *types: type, is_kept: Callable[[Any, Any], bool]) -> _Limit:
    return _Limit(types, lambda _, limit, value: is_kept(value, limit), phrase)


LIMITS: Mapping[str, _Limit] = {
    "enum": _Limit((object,), _is_listed, "be one of {!r}"),
    "const": _Limit((object,), lambda schema, const, value: _is_listed(schema, [const], value), "be {!r}"),
    "minimum": _limit("be at least {}", int, float, is_kept=operator.ge),
    "maximum": _limit("be at most {}", int, float, is_kept=operator.le),
    "minLength": _limit("have at least {} characters", str, is_kept=lambda value, least: len(value) >= least),
    "maxLength": _limit("have at most {} characters", str, is_kept=lambda value, most: len(value) <= most),
    "pattern": _limit("match {!r}", str, is_kept=_matches),
    "minItems": _limit("have at least {} items", list, tuple, is_kept=lambda value, least: len(value) >= least),
    "maxItems": _limit("have at most {} items", list, tuple, is_kept=lambda value, most: len(value) <= most),
}
"""By keyword of JSON Schema."""


def _broken_limits(schema: Schema, value: Any) -> Iterator[str]:
    if isinstance(value, str) and not _is_sendable(value):
        yield "hold no lone surrogate"
    if _is_integer(value):
        bits = _BITS.get(schema.get("format", ""), 63)
        if not -(2**bits) <= value < 2**bits:
            yield f"fit in {bits + 1} bits"
    for keyword, limit in LIMITS.items():
        is_limited = (
            keyword in schema
            and isinstance(value, limit.types)
            and not (isinstance(value, bool) and float in limit.types)
        )
        if is_limited and not limit.is_kept(schema, schema[keyword], value):
            yield limit.phrase.format(schema[keyword])
