"""A limit written into the document is judged, enforced, compared and linted, wherever it stands."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import Profile
from dingtalk_contract.contract import LIMITS, TargetKind, load_catalogue
from dingtalk_contract.diff import compare_contracts, read_files
from dingtalk_contract.emulator import EmbeddedEmulator, make_emulator
from dingtalk_contract.exchange import parse_url
from dingtalk_contract.lint import lint_spec
from tests.conformance.runs import Lines, run_at
from tests.limits import NAME, PLACES, SCHEMAS, edited_document

EVERY = [pytest.param(keyword, place, id=f"{keyword} {place}") for keyword in SCHEMAS for place in PLACES]
IN_TURN = [
    pytest.param(
        *each.values, id=each.id, marks=[pytest.mark.slow] if (number + number // len(PLACES)) % len(PLACES) else []
    )
    for number, each in enumerate(EVERY)
]
"""Each keyword at one place in every run, and at the others in `nox -s trials`."""


def judge(keyword: str, place: str, folder: Path, *, breaks: tuple[str, ...] = ()) -> Lines:
    """Judge the emulator of an edited document, with some clauses broken."""
    document = edited_document(keyword, place, folder)
    operation = document.operation(PLACES[place].partition("/")[0])
    with EmbeddedEmulator(make_emulator(document, breaks=breaks)) as embedded:
        _, lines = run_at(
            parse_url(embedded.url),
            document=document,
            catalogue=load_catalogue(document, operations=[operation]),
            known_good=known_good(document, [operation]),
            profile=Profile.QUICK,
        )
    return lines


def test_each_keyword_is_tried() -> None:
    """No keyword of the table lacks its field."""
    assert SCHEMAS.keys() == LIMITS.keys()


@pytest.mark.parametrize(("keyword", "place"), IN_TURN)
def test_a_server_that_keeps_a_limit_passes(keyword: str, place: str, tmp_path: Path) -> None:
    """The emulator enforces a limit, and passes its clause."""
    lines = judge(keyword, place, tmp_path)

    clauses = {line["clause"] for line in lines.results("pass")}
    assert f"{PLACES[place]}/{LIMITS[keyword].rule}" in clauses
    assert [line["clause"] for verdict in ("fail", "warn", "error") for line in lines.results(verdict)] == []


@pytest.mark.parametrize(("keyword", "place"), IN_TURN)
def test_a_server_that_ignores_a_limit_fails_its_clause_alone(keyword: str, place: str, tmp_path: Path) -> None:
    """A server that takes what is beyond a limit fails by that clause."""
    clause = f"{PLACES[place]}/{LIMITS[keyword].rule}"

    lines = judge(keyword, place, tmp_path, breaks=(clause,))

    assert [line["clause"] for verdict in ("fail", "warn", "error") for line in lines.results(verdict)] == [clause]


@pytest.mark.parametrize(("keyword", "place"), EVERY)
def test_clients_have_the_clause_too(keyword: str, place: str, tmp_path: Path) -> None:
    """Clients must not send what servers must not accept."""
    document = edited_document(keyword, place, tmp_path)
    operation, _, field = PLACES[place].partition("/")

    clauses = {clause.id for clause in load_catalogue(document, TargetKind.CLIENT)}

    assert f"{operation}/sent/{field}/{LIMITS[keyword].rule}" in clauses


@pytest.mark.parametrize(("keyword", "place"), EVERY)
def test_lint_finds_no_fault_in_a_limit_that_is_judged(keyword: str, place: str, tmp_path: Path) -> None:
    """A limit of the table is no fault of a document."""
    edited_document(keyword, place, tmp_path)

    assert [fault.message for fault in lint_spec(tmp_path / "openapi.yaml")] == []


@pytest.mark.parametrize(("keyword", "place"), EVERY)
def test_the_diff_names_a_limit_that_goes(keyword: str, place: str, tmp_path: Path) -> None:
    """A field without its limit is another contract."""
    edited_document(keyword, place, tmp_path)
    new = tmp_path / "new"
    new.mkdir()
    edited_document(keyword, place, new, has_limit=False)

    found = compare_contracts(read_files(tmp_path / "openapi.yaml"), read_files(new / "openapi.yaml"))

    assert [each.pointer.endswith(f"/{NAME}/{keyword}") for each in found.changes] == [True]
    assert [fnmatch(each.rule.name, "request/*/widened") for each in found.changes] == [True]
