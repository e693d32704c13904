"""The limits of the document: what each allows is taken, what it forbids is refused, and its clause is named."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.contract import (
    LIMITS,
    Document,
    Operation,
    TargetKind,
    absence,
    apply_edit,
    apply_everywhere,
    forbidden_values,
    load_catalogue,
    load_document,
    put,
    replacement,
    sample,
    take,
    with_field,
)
from dingtalk_contract.emulator import Emulator, Response, make_emulator
from tests.limits import PLACES, SCHEMAS, edited_document

from .conftest import make_request

DIGITS = {"type": "integer", "maximum": 9, "x-free": ["digits"]}
CASES = {"type": "string", "enum": ["AGREE", "REFUSE"], "x-free": ["letter-case"]}
CASE = {"type": "string", "const": "AGREE", "x-free": ["letter-case"]}
NUMERALS = ("5", "5.0", " 5", "+5", "1e3", "0x10", "-5", "٣", "1_0", "-0", "9" * 5000)
"""Texts that some parser takes for a number."""
ODD: tuple[Any, ...] = (None, *NUMERALS, -5, 10**30, 1e300, 1.5, True, [None], [3], [[]], {})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("keyword", SCHEMAS)
def test_both_sides_of_a_limit_are_told_apart(keyword: str, place: str, tmp_path: Path) -> None:
    """What is allowed is taken; what is forbidden breaks its clause."""
    document = edited_document(keyword, place, tmp_path)
    operation_id, _, slug = PLACES[place].partition("/")
    operation, limit = document.operation(operation_id), LIMITS[keyword]
    field = next(each for each in operation.body.walk() if each.place == slug)
    emulator, body = make_emulator(document), with_field(operation.body_example, operation.body, field)

    def ask(values: Any) -> list[Response]:
        bodies = [edited for value in values for _, edited in apply_everywhere(body, replacement(field, value))]
        return [emulator.respond(make_request(operation, each)) for each in bodies]

    allowed, forbidden = ask(limit.allowed(field, sample(field))), ask(limit.forbidden(field, sample(field)))

    assert {response.accepts for response in allowed} == {True}
    assert {response.accepts for response in forbidden} == {False}
    assert {response.breaches for response in forbidden} == {(f"{operation_id}/sent/{slug}/{limit.rule}",)}


@pytest.mark.parametrize("is_listed", [False, True], ids=["alone", "in a list"])
@pytest.mark.parametrize(
    ("schema", "value", "is_taken", "rule"),
    [
        (DIGITS, "7", True, ""),
        (DIGITS, "-007", True, ""),
        (DIGITS, "10", False, "maximum"),
        (DIGITS, "7.0", False, ""),
        (DIGITS, "+7", False, ""),
        (DIGITS, "٧", False, ""),
        (DIGITS, "9" * 5000, False, ""),
        (DIGITS, "seven", False, "type"),
        ({**DIGITS, "x-free": []}, "7", False, "digits"),
        ({**DIGITS, "type": ["integer", "string"]}, "10", True, ""),
        (CASES, "agree", True, ""),
        (CASES, "Refuse", True, ""),
        (CASES, "agreed", False, "enum"),
        ({**CASES, "x-free": []}, "agree", False, "enum"),
        (CASE, "agree", True, ""),
        (CASE, "refuse", False, "const"),
    ],
)
def test_what_is_free_stands_for_what_is_documented(
    document: Document, operation: Operation, schema: Any, value: str, *, is_taken: bool, rule: str, is_listed: bool
) -> None:
    """Digits for a number and another letter case are judged as such."""
    place = "extra/items" if is_listed else "extra"
    emulator = _with_extra(document, operation, {"type": "array", "items": schema} if is_listed else schema)

    response = emulator.respond(_request_with_extra(operation, [value] if is_listed else value))

    breaches = () if not rule else (f"{operation.id}/sent/body/request/{place}/{rule}",)
    assert (response.accepts, response.breaches) == (is_taken, breaches)


@pytest.mark.parametrize("operation_id", [each.id for each in load_document().operations])
def test_every_breach_is_a_clause_on_clients(emulator: Emulator, document: Document, operation_id: str) -> None:
    """Whatever stands in a field, no breach is named that is no clause."""
    operation = document.operation(operation_id)
    known = {clause.id for clause in load_catalogue(document, TargetKind.CLIENT)}
    fields = [field for field in operation.body.walk() if field.steps]
    edits = [absence(field) for field in fields if not field.is_item]
    for field in fields:
        valid = take(operation.body_example, field.steps)
        edits += [replacement(field, value) for value in (*forbidden_values(field, valid), *ODD)]

    responses = [emulator.respond(make_request(operation, apply_edit(operation.body_example, each))) for each in edits]

    assert {breach for response in responses for breach in response.breaches} - known == set()


@pytest.mark.parametrize("number", ["9" * 5000, "1.5"])
def test_a_number_beyond_bounds_is_no_breach(emulator: Emulator, operation: Operation, number: str) -> None:
    """A number that JSON and the document let stand accuses nobody."""
    request = make_request(operation, operation.body_example)

    response = emulator.respond(replace(request, body=request.body.replace(b"111,", f"{number},".encode(), 1)))

    assert (response.accepts, response.breaches) == (False, ())


def _with_extra(document: Document, operation: Operation, schema: Mapping[str, Any]) -> Emulator:
    place = ("properties", "request", "properties", "extra")
    grown = replace(operation, body_schema=put(operation.body_schema, place, schema))
    return make_emulator(replace(document, operations=(grown,)))


def _request_with_extra(operation: Operation, value: Any) -> Any:
    return make_request(operation, put(operation.body_example, ("request", "extra"), value))
