"""Clauses broken on demand: the judge finds exactly the one that was asked for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import Catalogue, Document, Operation, load_catalogue, load_document
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, make_emulator
from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import parse_url

CLAUSES = [clause.id for clause in load_catalogue(load_document())]


class Findings:
    """Keeps the clauses that a run found broken."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.errors: set[str] = set()

    def take(self, record: Mapping[str, Any]) -> None:
        """Take one record."""
        if record.get("verdict") in {"fail", "warn"}:
            self.broken.add(record["clause"])
        if record.get("verdict") == "error":
            self.errors.add(record["clause"])


def judge(emulator: Emulator, catalogue: Catalogue) -> Findings:
    """Judge an emulator, and give what was found."""
    findings = Findings()
    operation = emulator.document.operation("cancelTaskGroup")
    good = known_good(emulator.document, [operation])[operation.id]
    with EmbeddedEmulator(emulator) as embedded:
        settings = Settings(
            target=ServerTarget(address=parse_url(embedded.url)),
            document=emulator.document,
            catalogue=replace(
                catalogue, clauses=tuple(each for each in catalogue if each.operation_id == operation.id)
            ),
            known_good={operation.id: replace(good, body=emulator.good_body(operation))},
            profile=Profile.QUICK,
            timeout=2,
        )
        check(settings, [findings])
    return findings


@pytest.mark.parametrize("clause", CLAUSES)
def test_each_clause_can_be_broken(document: Document, clause: str) -> None:
    """No clause lacks its breakage; tests/servers judges each of them."""
    assert make_emulator(document, breaks=[clause]).breaks == (clause,)


@pytest.mark.parametrize("clause", ["token/known", "body/request/agentid/type", "answer/complete", "answer/status"])
def test_the_judge_finds_the_broken_clause_alone(document: Document, clause: str) -> None:
    """A clause that is broken on a socket breaks no other."""
    findings = judge(make_emulator(document, breaks=[f"cancelTaskGroup/{clause}"]), load_catalogue(document))

    assert findings.broken == {f"cancelTaskGroup/{clause}"}
    assert findings.errors == set()


@pytest.mark.parametrize("rule", ["type", "null"])
def test_a_new_field_of_the_document_can_be_broken(document: Document, operation: Operation, rule: str) -> None:
    """Clauses derived from a new field are broken by its place alone."""
    remark = {"type": "string", "example": "no longer needed", "x-free": ["blank"]}
    schema = _with_field(operation, remark)
    example = {"request": {**operation.body_example["request"], "remark": "no longer needed"}}
    grown = replace(document, operations=(replace(operation, body_schema=schema, body_example=example),))
    clause = f"{operation.id}/body/request/remark/{rule}"
    catalogue = load_catalogue(grown)

    findings = judge(make_emulator(grown, breaks=[clause]), catalogue)

    assert clause in {each.id for each in catalogue}
    assert findings.broken == {clause}


def test_several_clauses_can_be_broken_at_once(document: Document) -> None:
    """What is asked for together breaks together."""
    clauses = {"cancelTaskGroup/method", "cancelTaskGroup/answer/rejection-status"}

    findings = judge(make_emulator(document, breaks=clauses), load_catalogue(document))

    assert findings.broken == clauses


@pytest.mark.parametrize("clause", ["cancelTaskGroup/none", "method", ""])
def test_a_clause_that_is_none_is_told(document: Document, clause: str) -> None:
    """What is no clause cannot be broken."""
    with pytest.raises(UsageError, match=f"cannot break '{clause}': there is no such clause"):
        make_emulator(document, breaks=[clause])


def test_a_reset_mends_what_was_broken_later(emulator: Emulator) -> None:
    """Clauses broken on the way are whole again after a reset."""
    emulator.set_breaks(["cancelTaskGroup/method"])

    emulator.reset()

    assert emulator.breaks == ()


def _with_field(operation: Operation, schema: Any) -> dict[str, Any]:
    body: Any = operation.body_schema
    inner = body["properties"]["request"]
    properties = {**inner["properties"], "remark": schema}
    return {**body, "properties": {**body["properties"], "request": {**inner, "properties": properties}}}
