"""The texts of each body, as they were given."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contract_tests.client.answers import with_cases
from contract_tests.client.test_envelope import encoding_conforms, json_conforms
from contract_tests.client.test_fields import value_conforms
from contract_tests.client.verifiers import Check, Complaint, carried, every_call_arrives
from contract_tests.samples import TEXTS
from dingtalk_contract.conformance import Call, ClientCase, ClientJudge
from dingtalk_contract.contract import Clause, Field, change_leaves, limits_of, phrase, shorten, values_at
from dingtalk_contract.exchange import Arrival

CONTROLS = phrase("text: a tab and a line break")


def with_text(judge: ClientJudge, clause: Clause) -> Iterator[ClientCase]:
    """Return the example with the same odd text in the place of each text that nothing limits."""
    slug = clause.rule.removeprefix("text/")
    texts = {phrase("text: {0}", slug): TEXTS[slug]} | ({CONTROLS: "a\tb\nc"} if slug == "quotes" else {})
    for name, text in texts.items():

        def change(field: Field, value: object, number: int, text: str = text, name: str = name) -> object:
            # No list has the same item twice, which a careful client may refuse.
            is_free = isinstance(value, str) and not any(limits_of(field))
            # No id has control characters.
            is_meant = name != CONTROLS or "unknown" not in field.free
            return f"{number or ''}{text}" if is_free and is_meant else value

        body = change_leaves(judge.operation.body, judge.control.body, change)
        if body != judge.control.body:
            yield replace(judge.control, name=name, body=body)


@pytest.mark.rule("text/*")
@with_cases(with_text)
def test_the_text_arrives(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """The odd text arrives unchanged."""
    # A careful client may refuse control characters; what it sends arrives unchanged.
    heard = (call for call in calls if call.arrivals or call.case.name != CONTROLS)
    every_call_arrives(judge, clause, heard, texts_conform(judge))


def texts_conform(judge: ClientJudge) -> Check:
    """Make the check that finds a text that was changed, in the fields that plain texts reach."""

    def conforms(call: Call, arrival: Arrival) -> Complaint:
        if arrival.fault is not None or encoding_conforms(call, arrival) or json_conforms(call, arrival):
            return arrival.fault or encoding_conforms(call, arrival) or json_conforms(call, arrival)
        for field in judge.operation.body.walk():
            is_text = field.types == {"string"} or any(
                part.is_item and part.types == {"string"} for part in field.parts
            )
            if is_text and not field.is_item and not is_mistrusted(judge, field):
                fault = value_conforms(field)(call, arrival) or later_texts_differ(field, call, arrival)
                if fault is not None:
                    return fault
        return None

    return conforms


def later_texts_differ(field: Field, call: Call, arrival: Arrival) -> Complaint:
    """Find a text that was changed in another item of a list than the first."""
    given, sent = values_at(call.case.body, field.steps), values_at(carried(field, arrival), field.steps)
    for one, other in zip(given, sent, strict=False):
        if isinstance(one, str) and isinstance(other, str) and one != other:
            return phrase("{0} is {1}, not {2}", field.place, *(shorten(repr(each), 120) for each in (other, one)))
    return None


def is_mistrusted(judge: ClientJudge, field: Field) -> bool:
    """Return whether a clause on this field, or on one around it, is broken already."""
    places = ["/".join(field.place.split("/")[:depth]) for depth in range(1, len(field.steps) + 2)]
    starts = tuple(f"{judge.operation.id}/sent/{place}/" for place in places)
    broken = {clause_id.rpartition("/")[0] + "/" for clause_id in judge.session.failed}
    return any(start in broken for start in starts)
