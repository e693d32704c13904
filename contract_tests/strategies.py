"""The strategies: valid requests and forbidden values, made from the document."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import (
    Field,
    apply_edit,
    broken_limits,
    is_forbidden,
    lists_with,
    replacement,
    take,
    with_field,
)

LONGEST_TEXT = 40
INT64 = 2**63

texts: SearchStrategy[str] = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_TEXT)
"""Any text but lone surrogates; with them left out Hypothesis needs no table of a codec, which costs it two seconds."""
whole_numbers = st.integers(-INT64, INT64 - 1)
numbers = whole_numbers | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | texts
json_values: SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


def from_field(field: Field) -> SearchStrategy[Any]:
    """Return values that a field's schema allows, with all that the page leaves open."""
    if "enum" in field.schema:
        return st.sampled_from(field.schema["enum"])
    if "const" in field.schema:
        return st.just(field.schema["const"])
    makers: dict[str, Callable[[], SearchStrategy[Any]]] = {
        "null": st.none,
        "boolean": st.booleans,
        "number": lambda: _from_number(field, numbers),
        "integer": lambda: _from_number(field, whole_numbers),
        "string": lambda: _from_text(field),
        "array": lambda: _from_array(field),
        "object": lambda: _from_object(field),
    }
    return st.one_of([makers[name]() for name in sorted(field.types)])


def _from_number(field: Field, base: SearchStrategy[Any]) -> SearchStrategy[Any]:
    low, high = field.schema.get("minimum"), field.schema.get("maximum")
    if low is None and high is None:
        return base
    return st.integers(None if low is None else math.ceil(low), None if high is None else math.floor(high))


def _from_text(field: Field) -> SearchStrategy[str]:
    low, high = field.schema.get("minLength", 0), field.schema.get("maxLength")
    if "pattern" in field.schema:
        return st.from_regex(field.schema["pattern"]).filter(lambda text: not any(broken_limits(field, text)))
    if not low and high is None:
        return texts
    most = min(low + LONGEST_TEXT, high) if high is not None else low + LONGEST_TEXT
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=low, max_size=most)


def _from_array(field: Field) -> SearchStrategy[list[Any]]:
    items = from_field(field.parts[0]) if field.parts else json_values
    least = field.schema.get("minItems", 0)
    return st.lists(items, min_size=least, max_size=min(least + 6, field.schema.get("maxItems", least + 6)))


def _from_object(field: Field) -> SearchStrategy[dict[str, Any]]:
    parts = {part.steps[-1]: from_field(part) for part in field.parts}
    needed = {part.steps[-1] for part in field.parts if part.required}
    documented = st.fixed_dictionaries(
        {name: values for name, values in parts.items() if name in needed},
        optional={name: values for name, values in parts.items() if name not in needed},
    )
    if "further-fields" not in field.free:
        return documented
    further = st.dictionaries(texts.filter(lambda name: name not in parts), json_values, max_size=2)
    return st.builds(_merge, documented, further)


def _merge(documented: Mapping[str, Any], further: Mapping[str, Any]) -> dict[str, Any]:
    return {**documented, **further}


def valid_requests(judge: ServerJudge) -> SearchStrategy[ServerCase]:
    """Return requests that the document allows, with the good token, in both ways to write non-ASCII text."""

    def make(body: Any, *, ascii_only: bool) -> ServerCase:
        return ServerCase("a valid request", judge.make.draft(body, ascii_only=ascii_only))

    return st.builds(make, from_field(judge.operation.body), ascii_only=st.booleans())


def forbidden_requests(judge: ServerJudge, field: Field) -> SearchStrategy[ServerCase]:
    """Return the control with one value in a field's place that its documented type forbids."""
    body = with_field(judge.body_for(field), judge.operation.body, field)

    def make(placed: Any) -> ServerCase:
        edit = replacement(field, placed)
        return ServerCase(edit.description, judge.make.draft(apply_edit(body, edit)))

    values = json_values.filter(lambda value: is_forbidden(field, value))
    return st.builds(make, _in_lists(judge, field, take(body, field.steps), values) if field.is_item else values)


def _in_lists(judge: ServerJudge, field: Field, good: Any, values: SearchStrategy[Any]) -> SearchStrategy[list[Any]]:
    """Return lists with one of these values among good items, within the limits of the list."""
    return values.flatmap(lambda value: st.sampled_from(lists_with(judge.operation.body, field, good, value)))


def unknown_token_requests(judge: ServerJudge) -> SearchStrategy[ServerCase]:
    """Return the control with tokens that nobody issued."""
    good, name = judge.make.token.value, judge.make.token_name
    tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=LONGEST_TEXT)

    def make(value: str) -> ServerCase:
        draft = judge.make.draft(judge.body)
        return ServerCase("another token", replace(draft, query=((name, value),)))

    return st.builds(make, tokens.filter(lambda value: value != good))
