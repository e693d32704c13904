"""Scenarios of input: the example, other values, and texts and numbers at which careless code breaks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dingtalk_contract.conformance import ClientJudge, Scenario
from dingtalk_contract.contract import ABSENT, ITEM, Field, put, take
from dingtalk_contract.exchange import Token

RESERVED = "tok +/=&?#%41;:@$,!'()*[]\"<>\\^`{|}~-._end"
"""A token full of characters that a query gives another meaning to."""
TEXTS = {
    "unicode": "待办组-ñ-e\u0301-ﬀ-😀-\u200d",
    "quotes": 'a","b\\c\'d/e<f>&amp;$HOME`g`%s{0}\\n\\u0041',
    "spaces": "  two  words  ",
    "long": "0123456789abcdef" * 32,
}
_SAMPLES: dict[str, Any] = {
    "array": [],
    "boolean": True,
    "integer": 1,
    "null": None,
    "number": 1,
    "object": {},
    "string": "text",
}
BEYOND_32_BIT = (2**31, 2**32 + 111, 2**53 - 1)
BEYOND_53_BIT = (2**53 + 1, 2**63 - 1)


def with_plain_values(judge: ClientJudge) -> Iterator[Scenario]:
    """Return the example, the same with other values, and each optional field and each list in its plain forms."""
    control = judge.control
    yield control
    other = Token(value=f"{control.token.value}-Other")
    yield replace(control, name="other values", token=other, body=_with_leaves(judge, _other))
    for field in judge.operation.body.walk():
        if not field.required and not field.is_item:
            yield _with_or_without(control, field)
        if field.types == {"array"} and isinstance(take(control.body, field.steps), list):
            yield from _with_lists(judge, field)


def with_texts(judge: ClientJudge, slug: str) -> Iterator[Scenario]:
    """Return the example with the same odd text in the place of each text."""
    body = _with_leaves(judge, lambda _, value: TEXTS[slug] if isinstance(value, str) else value)
    yield replace(judge.control, name=f"text: {slug}", body=body)


def with_numbers(judge: ClientJudge, field: Field, numbers: tuple[int, ...]) -> Iterator[Scenario]:
    """Return the example with large numbers in one field."""
    for number in numbers:
        name = f"{field.place} {number}"
        yield replace(judge.control, name=name, body=put(judge.control.body, field.steps, number))


def with_reserved_token(judge: ClientJudge) -> Iterator[Scenario]:
    """Return the example with a token of reserved characters."""
    yield replace(judge.control, name="a token of reserved characters", token=Token(value=RESERVED))


def _with_or_without(control: Scenario, field: Field) -> Scenario:
    """Leave an optional field out; where the example has none, put one in."""
    if take(control.body, field.steps) is not ABSENT:
        return replace(control, name=f"without {field.place}", body=put(control.body, field.steps, ABSENT))
    value = field.schema.get("example", _SAMPLES[min(field.types)])
    return replace(control, name=f"with {field.place}", body=put(control.body, field.steps, value))


def _with_lists(judge: ClientJudge, field: Field) -> Iterator[Scenario]:
    items = take(judge.control.body, field.steps)
    last = items[-1]
    many = [last, *(_other(field, items[0], number) for number in range(40, 0, -1)), items[0], last, items[0], items[0]]
    for name, value in {"one item": items[:1], "many items": many}.items():
        body = put(judge.control.body, field.steps, value)
        yield replace(judge.control, name=f"{field.place} with {name}", body=body)


def _with_leaves(judge: ClientJudge, change: Callable[[Field, Any], Any]) -> Any:
    body = judge.control.body
    for field in judge.operation.body.walk():
        value = take(body, field.steps)
        if ITEM in field.steps or isinstance(value, dict) or value is ABSENT:
            continue
        is_list = isinstance(value, list)
        body = put(body, field.steps, [change(field, each) for each in value] if is_list else change(field, value))
    return body


def _other(_: Field, value: Any, number: int = 1) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + number
    return f"{value}-X{number}" if isinstance(value, str) else value
