"""Cases on the fields of the body: absent, misnamed, misplaced, of another type."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contract_tests.cases._case import Case
from dingtalk_contract.conformance import Judge, required_only
from dingtalk_contract.contract import ABSENT, Field, absence, apply_edit, forbidden_values, put, replacement, take
from dingtalk_contract.exchange import encode_json

MANY = 120
"""Items of a list that is long, but no longer than callers may need."""


def with_field_absent(judge: Judge, field: Field) -> Iterator[Case]:
    """Return the control without a field."""
    if not field.steps:
        yield "no body", replace(judge.make.draft(judge.body), body=None)
        yield "an empty body", replace(judge.make.draft(judge.body), body=b"")
        members = judge.body.items() if isinstance(judge.body, dict) else ()
        query = tuple((name, encode_json(value).decode()) for name, value in members)
        draft = judge.make.draft(judge.body)
        yield "the body in the query instead", replace(draft, body=b"", query=(*draft.query, *query))
        return
    edit = absence(field)
    for words, body in _bases(judge):
        yield f"{edit.description}{words}", judge.make.draft(apply_edit(body, edit))
    yield from _misplaced(judge, field)


def _misplaced(judge: Judge, field: Field) -> Iterator[Case]:
    """Return the control with a field's value beside its place, where careless code may look for it too."""
    value, without = take(judge.body, field.steps), apply_edit(judge.body, absence(field))
    if value is ABSENT:
        return
    draft = judge.make.draft(without)
    name = field.steps[-1]
    as_text = value if isinstance(value, str) else encode_json(value).decode()
    yield f"{field.place} in the query instead", replace(draft, query=(*draft.query, (name, as_text)))
    if len(field.steps) > 1:
        yield f"{field.place} outside its object", judge.make.draft(put(without, (name,), value))
        if _is_first_required(judge, field):
            yield f"all around {field.place} left out", judge.make.draft(put(judge.body, field.steps[:-1], {}))
    elif isinstance(value, dict):
        yield f"the fields of {field.place} without it", judge.make.draft(value)


def _is_first_required(judge: Judge, field: Field) -> bool:
    around = next(each for each in judge.operation.body.walk() if field in each.parts)
    return next(part for part in around.parts if part.required) == field


def with_names_misspelt(judge: Judge) -> Iterator[Case]:
    """Return the control with the name of one required field in another case or with other joints."""
    for field in judge.operation.body.walk():
        if not field.steps or field.is_item or not field.required:
            continue
        without = apply_edit(judge.body, absence(field))
        value = take(judge.body, field.steps)
        for other in judge.thin(misspellings(field.steps[-1])):
            words = f"{field.place} under the name {other}"
            yield words, judge.make.draft(put(without, (*field.steps[:-1], other), value))


def with_field_of_other_type(judge: Judge, field: Field) -> Iterator[Case]:
    """Return the control with values in a field's place that its documented type forbids."""
    valid = take(judge.body, field.steps)
    for words, body in _bases(judge):
        for value in forbidden_values(field, valid):
            for placed in _places(judge, field, value):
                edit = replacement(field, placed)
                yield f"{edit.description}{words}", judge.make.draft(apply_edit(body, edit))
    if field.is_item and valid is not ABSENT:
        good = [valid] * MANY
        value = next(forbidden_values(field, valid))
        for words, items in (
            ("amid", [*good[: MANY // 2], value, *good[MANY // 2 :]]),
            ("after", [*good, value]),
        ):
            body = apply_edit(judge.body, replacement(field, items))
            yield f"{encode_json(value).decode()} {words} {MANY} good items of {field.place}", judge.make.draft(body)


def forbidden_pair(judge: Judge, field: Field) -> list[Any]:
    """Return two values that a field's type forbids, as a sample."""
    values = list(forbidden_values(field, take(judge.body, field.steps)))
    return [[value] if field.is_item else value for value in (values[0], values[-1])]


def with_null(judge: Judge, field: Field) -> Iterator[Case]:
    """Return the control with null in a field's place."""
    for placed in _places(judge, field, None):
        edit = replacement(field, placed)
        yield edit.description, judge.make.draft(apply_edit(judge.body, edit))


def with_digits(judge: Judge, field: Field) -> Iterator[Case]:
    """Return the control with a number written as a string."""
    valid = take(judge.body, field.steps)
    digits = "1" if valid is ABSENT else str(valid)
    numerals = (f" {digits}", f"{digits}.0", f"{digits}e0", f"{int(float(digits)):#x}")
    for text in (digits, *numerals, "12345678901234567890"):
        yield f'{field.place} set to "{text}"', judge.make.draft(put(judge.body, field.steps, text))


def misspellings(name: str) -> list[str]:
    """Return the name in other cases and with other joints, as careless code takes or sends it."""
    first, *others = name.split("_")
    camel = first + "".join(word.capitalize() for word in others)
    forms = [name.upper(), name.capitalize(), camel, camel[:1].upper() + camel[1:], name.replace("_", "-")]
    if name.endswith("id"):
        forms += [f"{name[:-2].rstrip('_')}{ending}" for ending in ("Id", "ID", "_id", "id")]
    forms += [f" {name}", f"{name} "]
    return [form for form in dict.fromkeys(forms) if form != name]


def _bases(judge: Judge) -> Iterator[tuple[str, Any]]:
    """Return the control with every documented field, and with the required ones alone."""
    yield "", judge.body
    minimal = required_only(judge.body, judge.operation.body)
    if minimal != judge.body and not judge.is_frugal:
        yield ", no optional field there", minimal


def _places(judge: Judge, field: Field, value: Any) -> Iterator[Any]:
    """Return the value itself; for an item, lists with it alone, last, first, and amid good ones."""
    if not field.is_item:
        yield value
        return
    good = take(judge.body, field.steps)
    yield [value]
    if good is not ABSENT:
        yield [good, value]
        yield [value, good]
        yield [good, good, value, good]
