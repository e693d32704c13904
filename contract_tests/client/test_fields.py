"""The fields of each body, as the document has them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from contract_tests.client.answers import answered, plain, with_cases
from contract_tests.client.inputs import with_plain_values
from contract_tests.client.verifiers import Check, Complaint, carried, every_call_arrives, every_request
from contract_tests.samples import RESERVED
from dingtalk_contract.conformance import Call, ClientCase, ClientJudge
from dingtalk_contract.contract import (
    ABSENT,
    ITEM,
    LIMIT_RULES,
    Clause,
    Field,
    change_leaves,
    is_forbidden,
    is_numeral,
    is_of_type,
    phrase,
    put,
    shorten,
    take,
    values_at,
)
from dingtalk_contract.exchange import Arrival, read_json

BEYOND_32_BIT = (2**31, 2**32 + 111, 2**53 - 1)
BEYOND_53_BIT = (2**53 + 1, 2**63 - 1)


@pytest.mark.rule("sent-required")
@with_cases(plain)
def test_the_field_is_there(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No request lacks the field."""
    every_request(judge, clause, calls, field_is_present(field))


def field_is_present(field: Field) -> Check:
    """Make the check that finds a body without a required field."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        if not field.steps:
            return None if arrival.body or not arrival.method else phrase("no body")
        outer = list(values_at(carried(field, arrival), field.steps[:-1]))
        lacks = [value for value in outer if isinstance(value, dict) and field.steps[-1] not in value]
        return phrase("{0} without {1}", shorten(repr(lacks[0]), 120), repr(field.steps[-1])) if lacks else None

    return conforms


@pytest.mark.rule("sent-type")
@with_cases(plain)
def test_the_type_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No request has another type in the field."""
    every_request(judge, clause, calls, type_conforms(field))


def type_conforms(field: Field) -> Check:
    """Make the check that finds a field of another type; null and digits have clauses of their own."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        wrong = [value for value in values_at(carried(field, arrival), field.steps) if is_mistyped(field, value)]
        return (
            phrase("{0} is {1}, not of type {2}", field.place, shorten(repr(wrong[0]), 120), field.type_phrase)
            if wrong
            else None
        )

    return conforms


def is_mistyped(field: Field, value: Any) -> bool:
    """Return whether a value is of another type; null in an optional field and digits have rules of their own."""
    return is_forbidden(field, value) or (field.is_item and not is_of_type(value, field.types) and value is None)


@pytest.mark.rule("sent-null")
@with_cases(plain)
def test_nothing_is_not_null(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No request has null in an optional field."""
    every_request(judge, clause, calls, null_conforms(field))


def null_conforms(field: Field) -> Check:
    """Make the check that finds null in an optional field."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        return phrase("{0} is null", field.place) if None in values_at(carried(field, arrival), field.steps) else None

    return conforms


@pytest.mark.rule("sent-digits")
@with_cases(plain)
def test_a_number_is_bare(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No request has a number in quotes."""
    every_request(judge, clause, calls, digits_conform(field))


def digits_conform(field: Field) -> Check:
    """Make the check that finds a number in a string."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        wrong = [value for value in values_at(carried(field, arrival), field.steps) if is_numeral(value)]
        return phrase("{0} is the string {1}", field.place, shorten(repr(wrong[0]), 120)) if wrong else None

    return conforms


@pytest.mark.rule("sent-enum", "sent-const", "sent-minimum", "sent-maximum", "sent-pattern")
@pytest.mark.rule("sent-min-length", "sent-max-length", "sent-min-items", "sent-max-items")
@with_cases(plain)
def test_the_limit_is_kept(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No request has a value beyond the limit."""
    every_request(judge, clause, calls, limit_conforms(clause, field))


def limit_conforms(clause: Clause, field: Field) -> Check:
    """Make the check that finds a value beyond a limit."""
    limit = LIMIT_RULES[clause.rule.removeprefix("sent-")]

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        wrong = [value for value in values_at(carried(field, arrival), field.steps) if limit.is_broken_by(field, value)]
        return (
            phrase("{0} is {1}, beyond its {2}", field.place, shorten(repr(wrong[0]), 120), limit.rule)
            if wrong
            else None
        )

    return conforms


def with_values(judge: ClientJudge, _: Clause) -> Iterator[ClientCase]:
    """Return plain values, and the example that may be sent a second time, with the values that it had at first."""
    yield from with_plain_values(judge)
    yield from answered(judge, "once-throttled")
    if not judge.operation.media_type:
        body = change_leaves(judge.operation.body, judge.control.body, lambda *_: RESERVED)
        yield replace(judge.control, name=phrase("values of reserved characters"), body=body)


@pytest.mark.rule("sent-value")
@with_cases(with_values)
def test_the_value_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """No call of plain values has another value in the field."""
    # What a URL reserves is to be sent encoded, and not to be refused.
    verify = every_request if judge.operation.media_type else every_call_arrives
    verify(judge, clause, calls, value_conforms(field))


def value_conforms(field: Field) -> Check:
    """Make the check that finds another value than the one that was given, or one where none was."""

    def conforms(call: Call, arrival: Arrival) -> Complaint:
        given, sent = take(call.case.body, field.steps), take(carried(field, arrival), field.steps)
        if "digits" in field.free and isinstance(sent, str) and sent.removeprefix("-").isdecimal():
            sent = int(sent)
        if sent is not ABSENT and not is_of_type(sent, field.types):
            return phrase("{0} is {1}", field.place, shorten(repr(sent), 120))
        if any(is_mistyped(part, item) for part in field.parts for item in values_at(sent, (ITEM,))):
            return None
        if given is ABSENT:
            is_right = is_free(field, call.case.body, sent)
            return None if is_right else phrase("{0}, unasked for, is {1}", field.place, shorten(repr(sent), 120))
        if sent is ABSENT:
            return phrase("no {0}", field.place)
        shown = [shorten(repr(value), 120) for value in (sent, given)]
        return None if sent == given else phrase("{0} is {1}, not {2}", field.place, *shown)

    return conforms


def is_free(field: Field, given: Any, sent: Any) -> bool:
    """Return whether a field that was not asked for may hold this: nothing, or a list of its one counterpart."""
    if sent is ABSENT or (sent == "" and "blank" in field.free):
        return True
    single = take(given, (*field.steps[:-1], field.steps[-1].removesuffix("_list")))
    return isinstance(sent, list) and all(item == single for item in sent)


@pytest.mark.rule("sent-beyond-32-bit")
@with_cases(lambda judge, clause: with_numbers(judge, clause, BEYOND_32_BIT))
def test_large_ones_arrive(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """Numbers from 2^31 on arrive unchanged."""
    every_call_arrives(judge, clause, calls, value_conforms(field))


@pytest.mark.rule("sent-beyond-53-bit")
@with_cases(lambda judge, clause: with_numbers(judge, clause, BEYOND_53_BIT))
def test_huge_numbers_arrive(judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
    """Numbers up to the last of 64 bits arrive unchanged."""
    every_call_arrives(judge, clause, calls, value_conforms(field))


def with_numbers(judge: ClientJudge, clause: Clause, numbers: tuple[int, ...]) -> Iterator[ClientCase]:
    """Return the example with large numbers in one field."""
    field = clause.field
    assert field is not None, "every derived clause has its field"
    for number in numbers:
        name = f"{field.place} {number}"
        yield replace(judge.control, name=name, body=put(judge.control.body, field.steps, number))


@pytest.mark.rule("sent/unique-names")
@with_cases(plain)
def test_no_name_stands_twice(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No object of any body has a name twice."""
    every_request(judge, clause, calls, unique_names_conforms)


def unique_names_conforms(_: Call, arrival: Arrival) -> Complaint:
    """Find a JSON object with a name that stands twice."""
    name = read_json(arrival.body).repeated
    return None if name is None else phrase("the name {0} stands twice", shorten(repr(name), 120))
