"""What arrives behind a gateway: each value of a request as it was sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from contract_tests.gateway.verifiers import (
    Complaint,
    added_differs,
    arrival_of,
    body_differs,
    each_passes,
    example,
    whole_body_differs,
    with_values,
)
from contract_tests.samples import BODY_SPELLINGS, CHUNKED, LONG_BODY, TEXTS, Spelling
from dingtalk_contract.conformance import GatewayCase, GatewayJudge, RoundTrip, spell_plainly
from dingtalk_contract.contract import (
    ITEM,
    Clause,
    Field,
    broken_limits,
    change_leaves,
    limits_of,
    phrase,
    put,
    take,
    vary,
)
from dingtalk_contract.exchange import Answer, Arrival, Draft, encode_json, read_json

MANY = 300
ENOUGH = 3
"""How many values on the allowed side of a limit are sent."""
LARGE = (2**31, 2**53 + 1, 2**63 - 1)
FREE_NUMBERS = (0, -7, 111.25, 10**20 + 1)
ODD_TEXTS = {
    "quotes and escapes": TEXTS["quotes"],
    "spaces at its ends": TEXTS["spaces"],
    "control characters": "a\tb\nc\r\nd\u0001e\u007f",
    "a zero byte": "a\0b",
    "capitals amid small letters": "miXed-Case",
    "the look of null": "null",
    "the look of a number": "0012",
    "the look of a number with an exponent": "1e3",
    "the look of an attack": "<script>alert(1)</script>' OR 1=1 -- union select ../../etc/passwd ${jndi:x}",
    "a plus, a percent sign, and what looks encoded": "a+b%2Bc%20d&e=f;g",
}
SCRIPTS = {
    "line and paragraph separators": "a\u2028b\u2029c\ufeffd",
    "letters of many scripts": TEXTS["unicode"],
    "characters beyond the basic plane": "😀𠮷🀄",
    "composed and decomposed letters": "é-e\u0301-Å-Å-ﬁ-ｱ",
    "letters of GBK and beyond it": "取消待办·镕·㐀·ß",
}


@pytest.mark.rule("arrival/value")
def test_the_values_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No documented value is lost, changed or added."""
    documented = {field.place for field in judge.operation.body.walk()}

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        got = read_json(arrival.body).value
        return body_differs(trip, arrival) or added_differs(trip.body, got, documented)

    each_passes(judge, clause, with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/spelling")
def test_other_spellings_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No spelling arrives as another value."""
    each_passes(judge, clause, with_spellings(judge), arrival_of(body_differs, judge))


def with_spellings(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example in other spellings of the same JSON."""
    for spelling in BODY_SPELLINGS:
        yield _spelt(judge, spelling)


@pytest.mark.rule("arrival/chunked")
def test_chunks_arrive_whole(judge: GatewayJudge, clause: Clause) -> None:
    """No chunk is lost; a length may be asked for instead."""
    arrives = arrival_of(body_differs, judge)

    def other(trip: RoundTrip) -> Complaint:
        answer = trip.exchange.answer
        if not trip.arrivals and isinstance(answer, Answer) and answer.status == 411:
            return None
        if (fault := arrives(trip)) is None:
            return None
        # What does not arrive with its length either is for arrival/long.
        return fault if arrives(judge.send(replace(trip.case, spell=spell_plainly))) is None else None

    each_passes(judge, clause, in_chunks(judge), other)


def in_chunks(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example in chunks, short and long."""
    yield _spelt(judge, CHUNKED)
    long = put_texts(judge, lambda text: text * 400)
    yield replace(_spelt(judge, CHUNKED), name=phrase("a longer body in chunks"), body=long)


@pytest.mark.rule("arrival/numbers")
def test_numbers_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No number loses a digit."""
    each_passes(judge, clause, with_numbers(judge), arrival_of(body_differs, judge))


def with_numbers(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with large integers, and with the last ones that a limit allows."""
    for field in _fields(judge):
        if "integer" in field.schema.get("type", ()):
            value = take(judge.known_good.body, field.steps)
            allowed = [each for limit in limits_of(field) for each in islice(limit.allowed(field, value), ENOUGH)]
            for number in (*LARGE, *(each for each in allowed if isinstance(each, int))):
                yield from _with(judge, field, str(number), number)


@pytest.mark.rule("arrival/lists")
def test_lists_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No list is sorted, thinned or cut."""
    each_passes(judge, clause, with_lists(judge), arrival_of(body_differs, judge))


def with_lists(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with lists of one item, of many, out of order, and with repeats."""
    for field, items in _lists(judge):
        first, last = items[0], items[-1]
        yield from _with(judge, field, phrase("with one item"), [last])
        yield from _with(judge, field, phrase("with repeats"), [last, first, last, last, first])
        varied = [vary(field.parts[0], last, number) for number in (9, 1, 10, 5, 2)]
        yield from _with(judge, field, phrase("with no order"), varied)


@pytest.mark.rule("arrival/texts")
def test_odd_texts_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No quote, escape or space is changed."""
    each_passes(judge, clause, with_odd_texts(judge), arrival_of(body_differs, judge))


def with_odd_texts(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with odd texts in the place of each text."""
    for name, text in ODD_TEXTS.items():
        yield _changed(judge, phrase("text with {0}", name), put_texts(judge, constantly(text)))


@pytest.mark.rule("arrival/unicode")
def test_every_script_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No letter of any script is changed."""
    each_passes(judge, clause, with_scripts(judge), arrival_of(body_differs, judge))


def with_scripts(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with text of many scripts, escaped and as it is."""
    for name, text in SCRIPTS.items():
        body = put_texts(judge, constantly(text))
        yield _changed(judge, phrase("{0}, escaped", name), body)
        yield replace(_changed(judge, phrase("{0}, as they are", name), body), spell=_unescaped)


@pytest.mark.rule("arrival/long")
def test_long_bodies_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No long text, list or body is cut or refused."""
    each_passes(judge, clause, with_length(judge), arrival_of(body_differs, judge))


def with_length(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with long texts, a long list, and many bytes."""
    yield _changed(judge, phrase("texts of 512 characters"), put_texts(judge, constantly(TEXTS["long"])))
    for field, items in _lists(judge):
        many = [vary(field.parts[0], items[0], number) for number in range(1, MANY + 1)]
        yield from _with(judge, field, phrase("with {0} items", MANY), many)
    yield _spelt(judge, LONG_BODY)


@pytest.mark.rule("arrival/empty-list")
def test_empty_lists_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No empty list is dropped, filled or refused."""
    each_passes(judge, clause, with_empty_lists(judge), arrival_of(body_differs, judge))


def with_empty_lists(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with each list empty, where the page leaves that open."""
    for field, _ in _lists(judge):
        yield from _with(judge, field, phrase("empty"), [])


@pytest.mark.rule("arrival/further-fields")
def test_further_fields_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No further field is lost, changed or added."""
    each_passes(judge, clause, with_further_fields(judge), arrival_of(whole_body_differs, judge))


def with_further_fields(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example as it is, and with fields that the document does not name, outside and inside."""
    yield example(judge)
    further: dict[str, Any] = {
        "remark": "备注",
        "flags": [1, None, {"deep": True}],
        "none": None,
        "blank": "",
        "hollow": {},
        "no": False,
    }
    objects = [field for field in judge.operation.body.walk() if field.types == {"object"}]
    for field in objects:
        inner = take(judge.known_good.body, field.steps)
        body = put(judge.known_good.body, field.steps, {**inner, **further})
        yield _changed(judge, phrase("further fields in {0}", field.place), body)


@pytest.mark.rule("arrival/free-values")
def test_free_values_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No value that is left open is changed or refused."""
    each_passes(judge, clause, with_free_values(judge), arrival_of(body_differs, judge))


def with_free_values(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with values that the page leaves open."""
    for field in _fields(judge):
        is_number = bool(field.types & {"number", "integer"})
        values: tuple[Any, ...] = FREE_NUMBERS if is_number else ("",) if field.types == {"string"} else ()
        allowed = {"": "blank", 111.25: "fractional", -7: "negative", 10**20 + 1: "beyond-64-bit"}
        for value in values:
            if allowed.get(value, "") in {"", *field.free}:
                yield from _with(judge, field, repr(value), value)


def put_texts(judge: GatewayJudge, change: Callable[[str], str]) -> Any:
    """Return the example with every text changed."""

    def other(field: Field, value: Any, number: int) -> Any:
        # In a list in order and without repeats, whatever the text: those have a clause of their own.
        is_free = isinstance(value, str) and not any(limits_of(field))
        return f"{change(value)}{number or ''}" if is_free else value

    return change_leaves(judge.operation.body, judge.known_good.body, other)


def constantly(text: str) -> Callable[[str], str]:
    """Make the change that gives one text for any."""
    return lambda _: text


def _fields(judge: GatewayJudge) -> Iterator[Field]:
    return (field for field in judge.operation.body.walk() if ITEM not in field.steps and field.steps)


def _lists(judge: GatewayJudge) -> Iterator[tuple[Field, list[Any]]]:
    """Return the lists of the example that have items."""
    for field in _fields(judge):
        items = take(judge.known_good.body, field.steps)
        if field.types == {"array"} and field.parts and isinstance(items, list) and items:
            yield field, items


def _with(judge: GatewayJudge, field: Field, words: str, value: Any) -> Iterator[GatewayCase]:
    """Return the example with a value in a field's place, if the document allows it there."""
    if not any(broken_limits(field, value)):
        yield _changed(judge, phrase("{0} {1}", field.place, words), put(judge.known_good.body, field.steps, value))


def _changed(judge: GatewayJudge, name: str, body: Any) -> GatewayCase:
    return replace(example(judge), name=name, body=body)


def _spelt(judge: GatewayJudge, spelling: Spelling) -> GatewayCase:
    return replace(example(judge), name=phrase("the example {0}", spelling.words), spell=spelling.spell)


def _unescaped(draft: Draft, value: Any) -> Draft:
    return replace(draft, body=encode_json(value, ascii_only=False))
