"""Clauses broken on demand: the judge finds exactly the one that was asked for."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import Document, load_catalogue, load_document
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, make_emulator
from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import parse_url
from tests.limits import NAME, edited_document, edited_raw

CLAUSES = [clause.id for clause in load_catalogue(load_document())]
ANSWERS = {
    "QueryTasksAnswer": "",
    "QueryTasksPage": "result/",
    "ListedTask": "result/list/items/",
    "ListedForm": "result/list/items/forms/items/",
}
"""Where the fields of each schema stand in an answer."""


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


def judge(emulator: Emulator, operation_id: str = "cancelTaskGroup") -> Findings:
    """Judge an emulator on one operation, and give what was found."""
    findings = Findings()
    document = emulator.document
    operation = document.operation(operation_id)
    good = known_good(document, [operation])[operation.id]
    with EmbeddedEmulator(emulator) as embedded:
        settings = Settings(
            target=ServerTarget(address=parse_url(embedded.url)),
            document=document,
            catalogue=load_catalogue(document, operations=[operation]),
            known_good={operation.id: replace(good, body=emulator.good_body(operation))},
            profile=Profile.QUICK,
            timeout=2,
            is_recorded=False,
        )
        check(settings, [findings])
    return findings


def test_each_clause_can_be_broken(document: Document) -> None:
    """No clause lacks its breakage; tests/servers judges each of them."""
    assert make_emulator(document, breaks=CLAUSES).breaks == tuple(CLAUSES)


@pytest.mark.parametrize("clause", ["token/known", "body/request/agentid/type", "answer/complete", "answer/status"])
def test_the_judge_finds_the_broken_clause_alone(document: Document, clause: str) -> None:
    """A clause that is broken on a socket breaks no other."""
    findings = judge(make_emulator(document, breaks=[f"cancelTaskGroup/{clause}"]))

    assert findings.broken == {f"cancelTaskGroup/{clause}"}
    assert findings.errors == set()


@pytest.mark.parametrize(
    ("place", "slug"),
    [
        *(("in an object", f"{NAME}/{rule}") for rule in ("type", "null", "digits", "minimum")),
        *(("in a list of objects", f"{NAME}s/{slug}") for slug in ("type", "null", "items/type", "items/null")),
        *(("in a list of objects", f"{NAME}s/items/{NAME}/{rule}") for rule in ("required", "type", "digits")),
    ],
)
def test_a_new_field_of_the_document_can_be_broken(place: str, slug: str, tmp_path: Path) -> None:
    """Clauses derived from a new field are broken by its place alone."""
    clause = f"cancelTaskGroup/body/request/{slug}"

    findings = judge(make_emulator(edited_document("minimum", place, tmp_path), breaks=[clause]))

    assert (findings.broken, findings.errors) == ({clause}, set())


@pytest.mark.parametrize("rule", ["type", "maximum", "required"])
@pytest.mark.parametrize("name", ANSWERS)
def test_a_new_field_of_the_answer_can_be_broken(name: str, rule: str, tmp_path: Path) -> None:
    """A field that the emulator never writes is broken in its place."""
    raw = edited_raw("maximum", "at the top")
    schemas = raw["components"]["schemas"]
    fields = schemas[name]["properties"]
    # What must be there is one that the emulator does write.
    broken = next(iter(fields)) if rule == "required" else NAME
    schemas[name]["required"] = [next(iter(fields))]
    fields[NAME] = schemas["QueryTasksBody"]["properties"][NAME]
    (tmp_path / "openapi.yaml").write_text(json.dumps(raw), encoding="utf-8")
    clause = f"queryTasks/answer/{ANSWERS[name]}{broken}/{rule}"

    findings = judge(make_emulator(load_document(tmp_path / "openapi.yaml"), breaks=[clause]), "queryTasks")

    assert (findings.broken, findings.errors) == ({clause}, set())


def test_several_clauses_can_be_broken_at_once(document: Document) -> None:
    """What is asked for together breaks together."""
    clauses = {"cancelTaskGroup/method", "cancelTaskGroup/answer/rejection-status"}

    findings = judge(make_emulator(document, breaks=clauses))

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
