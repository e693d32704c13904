"""The strategies: valid requests and forbidden values, made from the document."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contract_tests.cases import Case
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Field, apply_edit, is_forbidden, replacement, take

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
    low, high = field.schema.get("minimum", -math.inf), field.schema.get("maximum", math.inf)
    if (low, high) == (-math.inf, math.inf):
        return base
    return st.integers(math.ceil(low) if low > -math.inf else None, math.floor(high) if high < math.inf else None)


def _from_text(field: Field) -> SearchStrategy[str]:
    low, high = field.schema.get("minLength", 0), field.schema.get("maxLength", LONGEST_TEXT)
    if "pattern" in field.schema:
        return st.from_regex(field.schema["pattern"], fullmatch=True)
    return (
        st.text(st.characters(exclude_categories=["Cs"]), min_size=low, max_size=high)
        if (low, high) != (0, 40)
        else texts
    )


def _from_array(field: Field) -> SearchStrategy[list[Any]]:
    items = from_field(field.parts[0]) if field.parts else json_values
    return st.lists(items, min_size=field.schema.get("minItems", 0), max_size=field.schema.get("maxItems", 6))


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


def valid_requests(judge: Judge) -> SearchStrategy[Case]:
    """Return requests that the document allows, with the good token, in both ways to write non-ASCII text."""

    def make(body: Any, *, ascii_only: bool) -> Case:
        return "a valid request", judge.make.draft(body, ascii_only=ascii_only)

    return st.builds(make, from_field(judge.operation.body), ascii_only=st.booleans())


def forbidden_requests(judge: Judge, field: Field) -> SearchStrategy[Case]:
    """Return the control with one value in a field's place that its documented type forbids."""

    def make(placed: Any) -> Case:
        edit = replacement(field, placed)
        return edit.description, judge.make.draft(apply_edit(judge.body, edit))

    values = json_values.filter(lambda value: is_forbidden(field, value))
    return st.builds(make, _among_good_ones(judge, field, values) if field.is_item else values)


def _among_good_ones(judge: Judge, field: Field, values: SearchStrategy[Any]) -> SearchStrategy[list[Any]]:
    good = st.just(take(judge.body, field.steps))
    few = st.lists(good, max_size=3)
    return st.builds(lambda before, value, after: [*before, value, *after], few, values, few)


def unknown_token_requests(judge: Judge) -> SearchStrategy[Case]:
    """Return the control with tokens that nobody issued."""
    good, name = judge.make.token.value, judge.make.token_name
    tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=LONGEST_TEXT)

    def make(value: str) -> Case:
        draft = judge.make.draft(judge.body)
        return "another token", replace(draft, query=((name, value),))

    return st.builds(make, tokens.filter(lambda value: value != good))
