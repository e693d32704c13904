"""The limits that a schema can set, one row a keyword: what breaks each, and the values on both sides of it.

Lint, catalogue, judge, emulator, client and diff know the same keywords; a test holds them to this table.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ._fields import Field, is_of_type, type_of
from ._samples import sample, vary

MOST_VALUES = 12
"""How many values of one side are named."""
_STRANGERS = ("", " ", "?", "stranger", "\n", "取消")

Sides = Callable[[Field, Any, Any], Iterator[Any]]
"""Names values near a limit, given the field, the limit and a valid value; some may lie on the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One keyword that limits the values of a field beyond their type."""

    keyword: str
    rule: str
    """The name of the rule that derives its clauses, and the last word of their ids."""
    fits: frozenset[str]
    """The JSON types of the values that it limits."""
    keeps: Callable[[Field, Any, Any], bool]
    """Whether a value keeps the limit, given the field."""
    near: Sides

    def is_broken_by(self, field: Field, value: Any) -> bool:
        """Return whether a value of the documented type breaks this limit of a field."""
        is_limited = self.keyword in field.schema and type_of(value) in self.fits and is_of_type(value, field.types)
        return is_limited and not self.keeps(field, field.schema[self.keyword], value)

    def forbidden(self, field: Field, valid: Any) -> Iterator[Any]:
        """Return values that this limit of a field forbids, the nearest first."""
        near = self.near(field, field.schema[self.keyword], valid)
        beyond = list(islice((each for each in near if self.is_broken_by(field, each)), MOST_VALUES))
        yield from beyond
        if "digits" in field.free:
            # Whether a number may come as text is open; whether it may be this one, is not.
            yield from (str(each) for each in beyond[:2])

    def allowed(self, field: Field, valid: Any) -> Iterator[Any]:
        """Return the last values that this limit of a field allows, and that break no other limit."""
        values = self.near(field, field.schema[self.keyword], valid)
        kept = (each for each in values if is_of_type(each, field.types) and not any(broken_limits(field, each)))
        yield from islice(kept, MOST_VALUES)


def limits_of(field: Field) -> Iterator[Limit]:
    """Return the limits that a field has."""
    return (limit for keyword, limit in LIMITS.items() if keyword in field.schema)


def broken_limits(field: Field, value: Any) -> Iterator[str]:
    """Name the rules of the limits that a value of the documented type breaks."""
    return (limit.rule for limit in limits_of(field) if limit.is_broken_by(field, value))


def _is_listed(field: Field, listed: list[Any], value: Any) -> bool:
    if "letter-case" in field.free and isinstance(value, str):
        return value.casefold() in {each.casefold() for each in listed if isinstance(each, str)}
    return any(type_of(each) == type_of(value) and each == value for each in listed)


def _near_values(_: Field, listed: list[Any], __: Any) -> Iterator[Any]:
    yield from listed
    numbers = [each for each in listed if type_of(each) == "number"]
    if numbers:
        yield from (max(numbers) + 1, min(numbers) - 1, max(numbers) + 1000)
        yield from (each + more for more in (1, 0.5) for each in numbers)
    texts = [each for each in listed if isinstance(each, str)]
    for text in texts:
        yield from (text.lower(), text.upper(), text.capitalize(), f"{text}x", text[:-1], f" {text}", f"{text} ")
    yield from _STRANGERS if texts else ()


def _near_number(_: Field, limit: Any, __: Any) -> Iterator[Any]:
    yield from (limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5, -limit, 2 * limit + 10, -2 * abs(limit) - 10)
    yield from (2**31, -(2**31), 2**63, -(2**63) - 1)


def _near_length(_: Field, limit: int, valid: Any) -> Iterator[Any]:
    text = valid if isinstance(valid, str) and valid else "a"
    for length in (limit, limit - 1, limit + 1, 0, 2 * limit + 20):
        if length >= 0:
            yield (text * (length // len(text) + 1))[:length]
            yield "组" * length


def _near_size(field: Field, limit: int, valid: Any) -> Iterator[Any]:
    items = field.parts[0] if field.parts else None
    good = valid[0] if isinstance(valid, list) and valid else (sample(items) if items else "item")
    for size in (limit, limit - 1, limit + 1, 0, 2 * limit + 10):
        if size >= 0:
            # Distinct ones: equal ones are a freedom of their own.
            yield [good if not number or items is None else vary(items, good, number) for number in range(size)]


def _matches(pattern: str, value: str) -> bool:
    # The `$` of JSON Schema is the very end; that of Python stands before a last line break too.
    ends = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", lambda found: r"\Z" if found[0] == "$" else found[0], pattern)
    return bool(re.search(ends, value))


def _near_pattern(_: Field, __: str, valid: Any) -> Iterator[Any]:
    text = valid if isinstance(valid, str) else ""
    yield text
    yield from (f"{text}!", f"!{text}", f"{text} ", text[:-1], text.swapcase(), f"{text}\n", f"{text}{text}")
    yield from (*_STRANGERS, "0", "a", "A", "-", text.replace("-", ""), "x" * 300)


def _limit(keyword: str, *types: str, keeps: Callable[[Field, Any, Any], bool], near: Sides) -> Limit:
    rule = re.sub(r"([A-Z])", r"-\1", keyword).lower()
    return Limit(keyword=keyword, rule=rule, fits=frozenset(types), keeps=keeps, near=near)


_ANY = ("null", "boolean", "number", "string", "array", "object")
_ROWS = (
    _limit("enum", *_ANY, keeps=_is_listed, near=_near_values),
    _limit(
        "const",
        *_ANY,
        keeps=lambda field, const, value: _is_listed(field, [const], value),
        near=lambda field, const, valid: _near_values(field, [const], valid),
    ),
    _limit("minimum", "number", keeps=lambda _, least, value: bool(value >= least), near=_near_number),
    _limit("maximum", "number", keeps=lambda _, most, value: bool(value <= most), near=_near_number),
    _limit("minLength", "string", keeps=lambda _, least, value: len(value) >= least, near=_near_length),
    _limit("maxLength", "string", keeps=lambda _, most, value: len(value) <= most, near=_near_length),
    _limit("pattern", "string", keeps=lambda _, pattern, value: _matches(pattern, value), near=_near_pattern),
    _limit("minItems", "array", keeps=lambda _, least, value: len(value) >= least, near=_near_size),
    _limit("maxItems", "array", keeps=lambda _, most, value: len(value) <= most, near=_near_size),
)
LIMITS: Mapping[str, Limit] = {limit.keyword: limit for limit in _ROWS}
"""By keyword of JSON Schema."""
LIMIT_RULES: Mapping[str, Limit] = {limit.rule: limit for limit in _ROWS}
"""The same by the name of the rule that derives clauses."""
