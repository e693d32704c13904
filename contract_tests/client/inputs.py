"""The calls that clients are to make: the example, the same with other values, and each list and limit in its forms."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from dingtalk_contract.conformance import ClientCase, ClientJudge
from dingtalk_contract.contract import (
    ABSENT,
    ITEM,
    Field,
    change_leaves,
    limits_of,
    phrase,
    put,
    sample,
    take,
    type_of,
    vary,
    with_field,
)
from dingtalk_contract.exchange import Token

ENOUGH = 3
"""How many values on the allowed side of a limit are asked for."""
CAPITAL = "X"
"""Marks other values, so that a change of case shows."""
PLAIN = 2**31
"""Numbers below this are no matter of a client's number type."""


def with_plain_values(judge: ClientJudge) -> Iterator[ClientCase]:
    """Return the example, the same with other values, and each optional field, list and limit in its plain forms."""
    control = judge.control
    yield control
    other = Token(value=f"{control.token.value}-Other")
    yield replace(
        control,
        name=phrase("other values"),
        token=other,
        body=change_leaves(judge.operation.body, control.body, _other),
    )
    for field in judge.operation.body.walk():
        if not field.required and not field.is_item:
            yield from _with_or_without(judge, field)
        if field.types == {"array"} and ITEM not in field.steps and field.parts:
            yield from _with_lists(judge, field)
        yield from _beside_limits(judge, field)


def _with_or_without(judge: ClientJudge, field: Field) -> Iterator[ClientCase]:
    """Leave an optional field out, unless its neighbours need it; where the example has none, put one in."""
    control = judge.control
    if take(control.body, field.steps) is ABSENT:
        body = with_field(control.body, judge.operation.body, field)
        yield replace(control, name=phrase("with {0}", field.place), body=body)
    elif not field.is_needed_in(take(control.body, field.steps[:-1])):
        body = put(control.body, field.steps, ABSENT)
        yield replace(control, name=phrase("without {0}", field.place), body=body)


def _with_lists(judge: ClientJudge, field: Field) -> Iterator[ClientCase]:
    items = take(with_field(judge.control.body, judge.operation.body, field), field.steps)
    if not isinstance(items, list) or not items:
        items = [sample(field.parts[0])]
    last = items[-1]
    varied = (vary(field.parts[0], items[0], number, CAPITAL) for number in range(40, 0, -1))
    many = [last, *varied, items[0], last, items[0], items[0]]
    for name, value in {"one item": items[-1:], "many items": many}.items():
        if not any(limit.is_broken_by(field, value) for limit in limits_of(field)):
            body = put(judge.control.body, field.steps, value)
            yield replace(judge.control, name=phrase("{0} with {1}", field.place, name), body=body)


def _beside_limits(judge: ClientJudge, field: Field) -> Iterator[ClientCase]:
    """Return the example with the last values that the limits of a field allow."""
    body = with_field(judge.control.body, judge.operation.body, field)
    for limit in limits_of(field):
        values = (value for value in limit.allowed(field, take(body, field.steps)) if _is_plain(field, value))
        for value in islice(values, ENOUGH):
            name = phrase("{0} beside its {1}, {2}", field.place, limit.rule, str(value)[:20])
            yield replace(judge.control, name=name, body=put(body, field.steps, value))


def _is_plain(field: Field, value: Any) -> bool:
    """Return whether no careful client can stumble over a value, or the document itself names it."""
    if type_of(value) == "number":
        return value in field.schema.get("enum", ()) or (isinstance(value, int) and 0 <= value < PLAIN)
    return not isinstance(value, str) or (value.isascii() and value.strip() == value != "")


def _other(field: Field, value: Any, _: int) -> Any:
    if isinstance(value, bool):
        return not value
    near = (each for limit in limits_of(field) for each in limit.allowed(field, value))
    limited = next((each for each in near if _is_plain(field, each) and each != value), value)
    return limited if any(limits_of(field)) else vary(field, value, 1, CAPITAL)
