"""The judge on every trial server: each broken one is found by its clause, no correct one is accused."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.cli.cancel_task_group import known_good
from dingtalk_contract.conformance import ExitCode, KnownGood, Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import Catalogue, Document, Level, load_catalogue, load_document
from dingtalk_contract.exchange import parse_url
from tests.servers.lenience import leniently
from tests.servers.serving import serving
from tests.servers.trials import BROKEN, CORRECT, OPERATION, Trial

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    # Each module files its trials when it is imported.
    if _module.name.startswith(("broken_", "correct")):
        importlib.import_module(f"tests.servers.{_module.name}")


SLOW = {
    "goes_on_hinting",
    "is_busy_with_400001",
    "is_late_now_and_then",
    "rejects_with_busy",
    "takes_a_tenth_of_a_second",
    "throttles_with_429",
    "throttles_with_503",
    "throttles_with_90002",
    "throttles_with_90018_in_88",
    "waits_before_it_rejects",
    "writes_an_octet_a_second",
}
"""Trials that take many seconds, because time is what they are about: `nox -s trials` has them."""
AT_FIRST = 2
"""How many broken servers of a clause are tried in every run; `nox -s trials` tries all."""


MUSTS = {clause.id for clause in load_catalogue(load_document()) if clause.level is Level.MUST}


def trials(of: list[Trial], at_first: int = AT_FIRST) -> list[Any]:
    """Return trials as parameters; the slow ones are marked, and those beyond the first few of a clause."""
    filed: Counter[str] = Counter()
    given = []
    for trial in of:
        filed[trial.breaks or trial.name] += 1
        is_slow = trial.name in SLOW or filed[trial.breaks or trial.name] > at_first
        given.append(pytest.param(trial, id=trial.name, marks=[pytest.mark.slow] if is_slow else []))
    return given


class Records:
    """Keeps the verdicts of one run."""

    def __init__(self) -> None:
        self.verdicts: dict[str, str] = {}
        self.results: list[Mapping[str, Any]] = []

    def take(self, record: Mapping[str, Any]) -> None:
        """Take one record."""
        if record["record"] == "result":
            self.results.append(record)
            self.verdicts[record["clause"]] = record["verdict"]

    def having(self, verdict: str) -> set[str]:
        """Return the clauses with this verdict."""
        return {clause for clause, each in self.verdicts.items() if each == verdict}


@pytest.fixture(scope="module")
def document() -> Document:
    """The document."""
    return load_document()


@pytest.fixture(scope="module")
def catalogue(document: Document) -> Catalogue:
    """The clauses."""
    return load_catalogue(document)


@pytest.fixture
def run(document: Document, catalogue: Catalogue) -> Any:
    """Runs the judge on a trial server."""

    def judge(trial: Trial, profile: Profile, good: KnownGood | None = None) -> tuple[ExitCode, Records]:
        records = Records()
        with serving(trial.make()) as url:
            settings = Settings(
                target=ServerTarget(address=parse_url(url)),
                document=document,
                catalogue=catalogue,
                known_good=good or known_good(document.operations[0]),
                profile=profile,
                timeout=2,
            )
            return check(settings, [records]), records

    return judge


@pytest.mark.parametrize(
    "trial",
    # What is wrong with the form of a refusal, a refusal with HTTP 400 does not show.
    trials([each for each in BROKEN if each.clause in MUSTS and "/answer/" not in each.clause], at_first=1),
)
def test_no_warning_hides_what_must_be(trial: Trial, run: Any) -> None:
    """A broken server that is lenient besides is found all the same."""
    lenient = replace(trial, make=lambda: leniently(trial.make()))

    code, _ = run(lenient, Profile.QUICK)
    if code is not ExitCode.BREAKS:
        code, _ = run(lenient, Profile.STANDARD)

    assert code is ExitCode.BREAKS


@pytest.mark.parametrize("trial", trials(BROKEN))
def test_each_broken_server_breaks_its_clause_alone(trial: Trial, catalogue: Catalogue, run: Any) -> None:
    """A broken server is found by its clause, and by no other."""
    expected = {trial.clause, *(f"{OPERATION}/{clause}" for clause in trial.also)}

    code, records = run(trial, Profile.QUICK)
    if expected != records.having("fail") | records.having("warn"):
        code, records = run(trial, Profile.STANDARD)

    assert expected == records.having("fail") | records.having("warn")
    is_poisoned = any(result.get("note") == "poisoned" for result in records.results)
    has_failed = is_poisoned or any(catalogue[clause].level is Level.MUST for clause in expected)
    assert code == (ExitCode.BREAKS if has_failed else ExitCode.CONFORMS)


@pytest.mark.parametrize(
    ("trial", "profile"),
    [
        *(pytest.param(*each.values, Profile.QUICK, id=str(each.id), marks=each.marks) for each in trials(CORRECT)),
        *(
            pytest.param(each, Profile.STANDARD, id=f"{each.name}, standard", marks=pytest.mark.slow)
            for each in CORRECT
        ),
        *(pytest.param(each, Profile.STANDARD, id=f"{each.name}, in full") for each in CORRECT[:6]),
    ],
)
def test_no_correct_server_is_accused(trial: Trial, profile: Profile, run: Any) -> None:
    """A correct server fails nothing, and is warned of what it may do alone."""
    allowed = {f"{OPERATION}/{clause}" for clause in trial.warns}

    code, records = run(trial, profile)

    assert set() == records.having("fail")
    assert records.having("warn") <= allowed
    assert set() == records.having("error")
    assert code == ExitCode.CONFORMS


def test_every_clause_is_broken_by_some_server(catalogue: Catalogue) -> None:
    """Each clause has a broken server that it alone catches."""
    shown = {trial.clause for trial in BROKEN if not trial.also}

    assert {clause.id for clause in catalogue} - shown == set()


def test_a_single_use_server_passes_with_skips_that_say_why(run: Any) -> None:
    """A server that cancels each group once passes, its skips named."""
    trial = next(trial for trial in CORRECT if trial.name == "cancels_each_group_once")

    code, records = run(trial, Profile.STANDARD)

    reasons = {result["reason"] for result in records.results if result["verdict"] == "skip"}
    assert reasons == {"control not repeatable"}
    assert code == ExitCode.CONFORMS


def test_fresh_groups_let_a_single_use_server_be_judged(document: Document, run: Any) -> None:
    """With fresh groups enough a server that cancels once is judged whole."""
    trial = next(trial for trial in CORRECT if trial.name == "cancels_each_group_once")
    groups = [f"group-{number}" for number in range(300)]

    code, records = run(trial, Profile.STANDARD, known_good(document.operations[0], activity_ids=groups))

    assert {f"{OPERATION}/concurrency", f"{OPERATION}/control/steady"} == records.having("skip")
    assert code == ExitCode.CONFORMS
