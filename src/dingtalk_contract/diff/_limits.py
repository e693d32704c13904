"""What one keyword of a schema allows before and after: less, more, or something else."""

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from ..contract import TYPE_NAMES
from ._nodes import Node


class Move(StrEnum):
    """How the values that a keyword allows have changed."""

    NARROWED = "narrowed"
    """Some are no longer allowed."""
    WIDENED = "widened"
    """More are allowed."""
    CHANGED = "changed"
    """Both."""


Schema = Mapping[str, Node]
Moved = tuple[str, str, Move]
"""The aspect that moved, the keyword that it stands in, and how."""
_LEAST = {"minLength": 0, "minItems": 0, "minProperties": 0}
_MOST = ("maxLength", "maxItems", "maxProperties")
READ = {
    *("type", "nullable", "enum", "const", "pattern", "format", "uniqueItems", "multipleOf", *_LEAST, *_MOST),
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
}
"""The keywords that are read here."""


def moved_limits(old: Schema, new: Schema) -> Iterator[Moved]:
    """Return every keyword whose limits have moved."""
    yield from _named("type", "type", _compare_sets(_types(old), _types(new)))
    yield from _named("values", _first_of(old, new, "enum", "const"), _compare_sets(_values(old), _values(new)))
    for keyword in ("pattern", "format"):
        yield from _named(keyword, keyword, _compare_optional(_plain(old, keyword), _plain(new, keyword)))
    for keywords, compare in _BOUNDS.items():
        yield from _named("bounds", _first_of(old, new, *keywords), compare(old, new))


def _named(aspect: str, keyword: str, move: Move | None) -> Iterator[Moved]:
    if move is not None:
        yield aspect, keyword, move


def _first_of(old: Schema, new: Schema, *keywords: str) -> str:
    differing = (each for each in keywords if _plain(old, each) != _plain(new, each))
    return next(differing, keywords[0])


def _plain(schema: Schema, keyword: str) -> Any:
    node = schema.get(keyword)
    return None if node is None else node.plain


def _types(schema: Schema) -> frozenset[str]:
    named = _plain(schema, "type")
    if named is None:
        return frozenset({*TYPE_NAMES, "integer"})
    types = {str(each) for each in named} if isinstance(named, list) else {str(named)}
    types |= {"null"} if _plain(schema, "nullable") is True else set()
    return frozenset(types | ({"integer"} if "number" in types else set()))


def _values(schema: Schema) -> frozenset[str] | None:
    if "const" in schema:
        return frozenset([_canonical(_plain(schema, "const"))])
    listed = _plain(schema, "enum")
    return frozenset(map(_canonical, listed)) if isinstance(listed, list) else None


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _compare_sets(old: frozenset[str] | None, new: frozenset[str] | None) -> Move | None:
    """Compare what is allowed; None allows everything."""
    if old == new:
        return None
    if old is None or (new is not None and new < old):
        return Move.NARROWED
    return Move.WIDENED if new is None or old < new else Move.CHANGED


def _compare_optional(old: Any, new: Any) -> Move | None:
    if old == new:
        return None
    if old is None:
        return Move.NARROWED
    return Move.WIDENED if new is None else Move.CHANGED


def _compare_numbers(old: Any, new: Any, *, is_lower: bool) -> Move | None:
    """Compare two limits; one that is no number, or is not there, has no order."""
    if old == new:
        return None
    if None in (old, new) or not (_is_number(old[0]) and _is_number(new[0])):
        return _compare_optional(old, new)
    return Move.NARROWED if (new > old) == is_lower else Move.WIDENED


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _edge(schema: Schema, inclusive: str, exclusive: str, *, is_lower: bool) -> Any:
    """Return the tighter of an inclusive and an exclusive limit, or None; OpenAPI 3.0 has a flag for the latter."""
    limit, strict = _plain(schema, inclusive), _plain(schema, exclusive)
    if isinstance(strict, bool):
        limit, strict = (None, limit) if strict else (limit, None)
    edges = [(value, (mark if is_lower else -mark)) for value, mark in ((limit, 0), (strict, 1)) if value is not None]
    if all(_is_number(value) for value, _ in edges):
        return (max if is_lower else min)(edges, default=None)
    return (json.dumps(edges), 0)


def _compare_lower(old: Schema, new: Schema) -> Move | None:
    edges = [_edge(each, "minimum", "exclusiveMinimum", is_lower=True) for each in (old, new)]
    return _compare_numbers(*edges, is_lower=True)


def _compare_upper(old: Schema, new: Schema) -> Move | None:
    edges = [_edge(each, "maximum", "exclusiveMaximum", is_lower=False) for each in (old, new)]
    return _compare_numbers(*edges, is_lower=False)


def _compare_least(keyword: str) -> Callable[[Schema, Schema], Move | None]:
    def compare(old: Schema, new: Schema) -> Move | None:
        limits = [(_plain(each, keyword) if keyword in each else _LEAST[keyword],) for each in (old, new)]
        return _compare_numbers(*limits, is_lower=True)

    return compare


def _compare_most(keyword: str) -> Callable[[Schema, Schema], Move | None]:
    def compare(old: Schema, new: Schema) -> Move | None:
        limits = [(_plain(each, keyword),) if keyword in each else None for each in (old, new)]
        return _compare_numbers(*limits, is_lower=False)

    return compare


def _compare_uniqueness(old: Schema, new: Schema) -> Move | None:
    flags = [True if _plain(each, "uniqueItems") is True else None for each in (old, new)]
    return _compare_optional(*flags)


def _compare_steps(old: Schema, new: Schema) -> Move | None:
    before, after = _plain(old, "multipleOf"), _plain(new, "multipleOf")
    if before == after or not (_is_number(before) and _is_number(after) and before > 0 and after > 0):
        return _compare_optional(before, after)
    if after % before == 0:
        return Move.NARROWED
    return Move.WIDENED if before % after == 0 else Move.CHANGED


_BOUNDS: Mapping[tuple[str, ...], Callable[[Schema, Schema], Move | None]] = {
    ("minimum", "exclusiveMinimum"): _compare_lower,
    ("maximum", "exclusiveMaximum"): _compare_upper,
    **{(keyword,): _compare_least(keyword) for keyword in _LEAST},
    **{(keyword,): _compare_most(keyword) for keyword in _MOST},
    ("uniqueItems",): _compare_uniqueness,
    ("multipleOf",): _compare_steps,
}
