"""The generators: what they lean on inside Hypothesis, and that they never accuse wrongly."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers

from contract_tests import second_generator, strategies
from dingtalk_contract.contract import Field, breached_rules, is_forbidden, load_document

OPERATION = load_document().operation("cancelTaskGroup")
BODY = OPERATION.body
FIELDS = {field.place: field for field in BODY.walk()}


def test_the_table_of_utf_8_is_the_one_that_hypothesis_makes() -> None:
    """The table that spares Hypothesis its work has the same content."""
    make = charmap.intervals_from_codec
    original = getattr(make, "__wrapped__", None) or second_generator._make_table

    assert second_generator.UTF_8[0].intervals == original("utf-8")[0].intervals
    assert not original("utf-8")[1].intervals


def test_hypothesis_still_asks_where_it_is_answered() -> None:
    """The names inside Hypothesis that are replaced are there."""
    assert callable(providers._get_local_constants)
    assert hasattr(providers.CONSTANTS_CACHE, "cache")


@given(strategies.from_field(BODY))
@settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_valid_bodies_break_no_rule(body: Any) -> None:
    """What is generated as valid breaks no rule of the document."""
    assert list(breached_rules(BODY, body)) == []


@pytest.mark.parametrize(
    ("place", "value", "forbidden"),
    [
        ("body/request/agentid", "12", False),
        ("body/request/agentid", "１２", False),
        ("body/request/agentid", "0x1f", False),
        ("body/request/agentid", "NaN", True),
        ("body/request/agentid", 1.5, False),
        ("body/request/agentid", -1, False),
        ("body/request/agentid", 2**70, False),
        ("body/request/agentid", True, True),
        ("body/request/agentid", None, True),
        ("body/request/agentid", "", True),
        ("body/request/activity_id", "", False),
        ("body/request/activity_id", 1, True),
        ("body/request/activity_id_list", None, False),
        ("body/request/activity_id_list", {}, True),
        ("body/request/activity_id_list/items", None, False),
    ],
)
def test_what_is_free_is_never_forbidden(place: str, value: Any, forbidden: bool) -> None:  # noqa: FBT001 - a table of facts
    """What is free, or another clause's matter, is not forbidden."""
    field: Field = FIELDS[place]

    assert forbidden == is_forbidden(field, value)


def test_the_second_generator_reaches_every_rule() -> None:
    """The coverage cases break each rule once at least."""
    bodies = second_generator.coverage_bodies(OPERATION.id)

    found = {rule for _, body in bodies for rule in breached_rules(BODY, body)}

    wanted = {(place, "type") for place in FIELDS}
    wanted |= {(field.place, "required") for field in FIELDS.values() if field.required and not field.is_item}
    assert wanted - found == {("body", "required")}
