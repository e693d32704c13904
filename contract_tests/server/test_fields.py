"""The fields of the body, each as the document has it: absent, misnamed, misplaced, of another type, beyond a limit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from contract_tests.samples import STRANGE_TOKEN
from contract_tests.server.test_token import near_misses
from contract_tests.server.verifiers import misspellings, none_accepted
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import (
    ABSENT,
    LIMIT_RULES,
    Clause,
    Field,
    absence,
    apply_edit,
    apply_everywhere,
    forbidden_values,
    limits_of,
    lists_with,
    phrase,
    put,
    replacement,
    take,
    with_field,
)
from dingtalk_contract.exchange import Token, encode_json, encode_query, reveal

MANY = 120
"""Items of a list that is long, but no longer than callers may need."""


@pytest.mark.rule("required")
def test_absence_is_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control without the field is not accepted."""
    none_accepted(judge, clause, with_field_absent(judge, field))


def with_field_absent(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control without a field."""
    if not field.steps:
        yield ServerCase(phrase("no body"), replace(judge.make.draft(judge.body), body=None))
        yield ServerCase(phrase("an empty body"), replace(judge.make.draft(judge.body), body=b""))
        members = judge.body.items() if isinstance(judge.body, dict) else ()
        query = tuple((name, encode_json(value).decode()) for name, value in members)
        draft = judge.make.draft(judge.body)
        yield ServerCase(
            phrase("the body in the query instead"), replace(draft, body=b"", query=(*draft.query, *query))
        )
        return
    edit = absence(field)
    if not judge.operation.media_type:
        yield from _outside_the_query(judge, field)
        return
    for words, body in _bases(judge, field):
        for where, edited in apply_everywhere(body, edit):
            yield ServerCase(phrase("{0}{1}{2}", edit.description, where, words), judge.make.draft(edited))
    yield from _misplaced(judge, field)


def _outside_the_query(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control without a parameter, and with all of them in a body instead."""
    without = judge.make.draft(apply_edit(judge.body, absence(field)))
    name, values = field.steps[-1], dict(judge.make.draft(judge.body).query)
    yield ServerCase(phrase("{0} left out", field.place), without)
    yield ServerCase(phrase("{0} empty", field.place), replace(without, query=(*without.query, (name, ""))))
    for other in judge.some(misspellings(name)):
        words = phrase("{0} under the name {1}", field.place, other)
        yield ServerCase(words, replace(without, query=(*without.query, (other, values[name]))))
    form = "&".join(f"{each}={encode_query(reveal(value))}" for each, value in values.items()).encode()
    secrets = [value for value in values.values() if isinstance(value, Token)]
    yield ServerCase(
        phrase("the parameters in a form instead"),
        replace(
            without,
            query=(),
            media_type="application/x-www-form-urlencoded",
            body=form,
            secret=secrets[0] if secrets else None,
        ),
    )


@pytest.mark.rule("secret")
def test_another_secret_is_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control with another secret, however near, is not accepted."""
    none_accepted(judge, clause, with_another_secret(judge, field))


def with_another_secret(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control with secrets that are not the caller's, among them near misses of the good one."""
    draft, name = judge.make.draft(judge.body), field.steps[-1]
    good = next(value for each, value in draft.query if each == name and isinstance(value, Token))
    others: list[tuple[str, str | Token]] = [(phrase("of somebody else"), STRANGE_TOKEN)]
    others += [(words, token) for words, token in near_misses(good) if token.value != good.value]
    for words, other in judge.some(others):
        query = tuple((each, other if each == name else value) for each, value in draft.query)
        yield ServerCase(phrase("the secret {0}", words), replace(draft, query=query))


def _misplaced(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control with a field's value beside its place, where careless code may look for it too."""
    value, without = take(judge.body, field.steps), apply_edit(judge.body, absence(field))
    if value is ABSENT:
        return
    draft = judge.make.draft(without)
    name = field.steps[-1]
    as_text = value if isinstance(value, str) else encode_json(value).decode()
    yield ServerCase(
        phrase("{0} in the query instead", field.place), replace(draft, query=(*draft.query, (name, as_text)))
    )
    if len(field.steps) > 1:
        yield ServerCase(phrase("{0} outside its object", field.place), judge.make.draft(put(without, (name,), value)))
        if _is_first_required(judge, field):
            yield ServerCase(
                phrase("all around {0} left out", field.place), judge.make.draft(put(judge.body, field.steps[:-1], {}))
            )
    elif isinstance(value, dict):
        yield ServerCase(phrase("the fields of {0} without it", field.place), judge.make.draft(value))


def _is_first_required(judge: ServerJudge, field: Field) -> bool:
    around = next(each for each in judge.operation.body.walk() if field in each.parts)
    return next(part for part in around.parts if part.required) == field


@pytest.mark.rule("type")
def test_other_types_are_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control with a value of another type is not accepted."""
    none_accepted(judge, clause, with_field_of_other_type(judge, field))


def with_field_of_other_type(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control with values in a field's place that its documented type forbids."""
    valid = take(_with(judge, field), field.steps)
    for words, body in _bases(judge, field):
        for value in forbidden_values(field, valid):
            for edited in _edited(judge, field, body, value):
                yield ServerCase(phrase("{0}{1}", edited.name, words), edited.draft)
    if field.is_item and valid is not ABSENT and not any(limits_of(_list_of(judge, field))):
        good = [valid] * MANY
        value = next(forbidden_values(field, valid))
        for words, items in (
            ("amid", [*good[: MANY // 2], value, *good[MANY // 2 :]]),
            ("after", [*good, value]),
        ):
            body = apply_edit(judge.body, replacement(field, items))
            yield ServerCase(
                phrase("{0} {1} {2} good items of {3}", encode_json(value).decode(), words, MANY, field.place),
                judge.make.draft(body),
            )


@pytest.mark.rule("null")
def test_null_is_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control with null for an optional field is not accepted."""
    none_accepted(judge, clause, with_null(judge, field))


def with_null(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control with null in a field's place."""
    yield from _edited(judge, field, _with(judge, field), None)


@pytest.mark.rule("digits")
def test_digits_in_a_string_are_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control with a number in quotes is not accepted."""
    none_accepted(judge, clause, with_digits(judge, field))


def with_digits(judge: ServerJudge, field: Field) -> Iterator[ServerCase]:
    """Return the control with a number written as a string."""
    valid = take(_with(judge, field), field.steps)
    digits = "1" if valid is ABSENT else str(valid)
    numerals = (f" {digits}", f"{digits}.0", f"{digits}e0", f"{int(float(digits)):#x}")
    for text in (digits, *numerals, "12345678901234567890"):
        yield from _edited(judge, field, _with(judge, field), text)


@pytest.mark.rule("enum", "const", "minimum", "maximum", "pattern")
@pytest.mark.rule("min-length", "max-length", "min-items", "max-items")
def test_what_is_beyond_is_not_accepted(judge: ServerJudge, clause: Clause, field: Field) -> None:
    """The control with a value beyond the limit is not accepted."""
    # What the limit just allows is among the valid requests.
    none_accepted(judge, clause, with_value_beyond(judge, clause, field))


def with_value_beyond(judge: ServerJudge, clause: Clause, field: Field) -> Iterator[ServerCase]:
    """Return the control with values that a limit forbids."""
    body = _with(judge, field)
    for value in LIMIT_RULES[clause.rule].forbidden(field, take(body, field.steps)):
        yield from _edited(judge, field, body, value)


@pytest.mark.rule("body/names")
def test_misspelt_names_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with one name misspelt is not accepted."""
    none_accepted(judge, clause, with_names_misspelt(judge))


def with_names_misspelt(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with the name of one required field in another case or with other joints."""
    for field in judge.operation.body.walk():
        if not field.steps or field.is_item or not field.required:
            continue
        without = apply_edit(judge.body, absence(field))
        value = take(judge.body, field.steps)
        for other in judge.some(misspellings(field.steps[-1])):
            words = phrase("{0} under the name {1}", field.place, other)
            yield ServerCase(words, judge.make.draft(put(without, (*field.steps[:-1], other), value)))


def _with(judge: ServerJudge, field: Field) -> Any:
    """Return the control, the way to a field filled in where it lacks it."""
    return with_field(judge.body_for(field), judge.operation.body, field)


def _bases(judge: ServerJudge, field: Field) -> Iterator[tuple[str, Any]]:
    """Return the control with every documented field, and with the required ones alone."""
    full = _with(judge, field)
    yield "", full
    target = field.steps[:-1] if field.is_item else field.steps
    around = [part for part in judge.operation.body.walk() if part.steps == target[: len(part.steps)] != target]
    minimal = judge.minimal()
    if minimal != full and not judge.is_frugal and all(part.required for part in around):
        yield ", no optional field there", minimal


def _edited(judge: ServerJudge, field: Field, body: Any, value: Any) -> Iterator[ServerCase]:
    """Return a body with a value in a field's place, wherever lists offer several."""
    for placed in _places(judge, field, value):
        edit = replacement(field, placed)
        for where, edited in apply_everywhere(body, edit):
            yield ServerCase(phrase("{0}{1}", edit.description, where), judge.make.draft(edited))


def _list_of(judge: ServerJudge, field: Field) -> Field:
    return next(each for each in judge.operation.body.walk() if field in each.parts)


def _places(judge: ServerJudge, field: Field, value: Any) -> Iterator[Any]:
    """Return the value itself; for an item, lists with it alone, last, first, and amid good ones."""
    if not field.is_item:
        yield value
        return
    good = take(_with(judge, field), field.steps)
    yield from lists_with(judge.operation.body, field, good, value)
