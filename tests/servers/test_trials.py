"""The judge on every trial server: each broken one is found by its clause, no correct one is accused."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.cli.operations import Named, cancel_task_group, known_good
from dingtalk_contract.conformance import ExitCode, KnownGood, Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import Level, load_catalogue, load_document
from dingtalk_contract.exchange import parse_url
from tests.servers.lenience import leniently
from tests.servers.serving import serving
from tests.servers.trials import BROKEN, CANCELLING, CORRECT, FINDING, QUERYING, Trial

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
AT_FIRST = 1
"""How many broken servers of a clause every run tries, of siblings those on fields alone; others are slow."""


IN_FULL = (
    *("takes_invalid_utf8", "reads_json_as_leniently_as_it_may"),
    *("says_nothing_but_errcode", "takes_digits_in_queries"),
)
"""Correct servers that are judged by the standard profile too in every run; `nox -s trials` does so with all."""
DOCUMENT = load_document()
CATALOGUES = {each.id: load_catalogue(DOCUMENT, operations=[each]) for each in DOCUMENT.operations}
"""By the operation that a trial is judged on."""
MAKERS = [DOCUMENT.operation(name) for name in ("saveProcess", "createInstance", "createTasks")]
OF_FIELDS = {clause.id for catalogue in CATALOGUES.values() for clause in catalogue if clause.field}
LEVELS = {clause.id: clause.level for catalogue in CATALOGUES.values() for clause in catalogue}


def trials(of: list[Trial]) -> list[Any]:
    """Return trials as parameters; the slow ones are marked, and those beyond the first few of a clause.

    Of the correct ones every third shows that none is accused.
    """
    filed: Counter[str] = Counter()
    given: list[Any] = []
    for trial in of:
        subject = trial.clause if trial.breaks else trial.name
        filed[subject] += 1
        # What is no field's is one check for all operations, and the first of them shows it.
        is_shown = trial.operation == CANCELLING or subject in OF_FIELDS or trial.breaks is None
        most = AT_FIRST if is_shown else 0
        of_a_sibling = trial.operation not in {CANCELLING, QUERYING, FINDING}
        is_beyond = filed[subject] > most if trial.breaks else len(given) % 3 > 0
        is_slow = trial.name in SLOW or is_beyond or of_a_sibling
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


def run(trial: Trial, profile: Profile, good: Mapping[str, KnownGood] | None = None) -> tuple[ExitCode, Records]:
    """Run the judge on a trial server."""
    records = Records()
    # What an operation needs is made by others.
    makers = MAKERS if trial.operation not in {CANCELLING, QUERYING, FINDING, MAKERS[0].id} else []
    with serving(trial.make()) as url:
        settings = Settings(
            target=ServerTarget(address=parse_url(url)),
            document=DOCUMENT,
            catalogue=CATALOGUES[trial.operation],
            known_good=good
            or known_good(
                DOCUMENT, [each for each in DOCUMENT.operations if each in makers or each.id == trial.operation]
            ),
            profile=profile,
            timeout=2,
            is_recorded=False,
        )
        return check(settings, [records]), records


def correct(name: str) -> Trial:
    """Return a correct server by its name."""
    return next(trial for trial in CORRECT if trial.name == name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "trial",
    # What is wrong with the form of a refusal, a refusal with HTTP 400 does not show.
    trials(
        [
            each
            for each in BROKEN
            if each.operation == CANCELLING and LEVELS[each.clause] is Level.MUST and "/answer/" not in each.clause
        ]
    ),
)
def test_no_warning_hides_what_must_be(trial: Trial) -> None:
    """A broken server that is lenient besides is found all the same."""
    lenient = replace(trial, make=lambda: leniently(trial.make()))

    code, _ = run(lenient, Profile.QUICK)
    if code is not ExitCode.BREAKS:
        code, _ = run(lenient, Profile.STANDARD)

    assert code is ExitCode.BREAKS


@pytest.mark.parametrize("trial", trials(BROKEN))
def test_each_broken_server_breaks_its_clause_alone(trial: Trial) -> None:
    """A broken server is found by its clause, and by no other."""
    expected = {trial.clause, *map(trial.address, trial.also)}

    code, records = run(trial, Profile.QUICK)
    if expected != records.having("fail") | records.having("warn"):
        code, records = run(trial, Profile.STANDARD)

    assert expected == records.having("fail") | records.having("warn")
    is_poisoned = any(result.get("note") == "poisoned" for result in records.results)
    has_failed = is_poisoned or any(LEVELS[clause] is Level.MUST for clause in expected)
    assert code == (ExitCode.BREAKS if has_failed else ExitCode.CONFORMS)


@pytest.mark.parametrize(
    ("trial", "profile"),
    [
        *(pytest.param(*each.values, Profile.QUICK, id=str(each.id), marks=each.marks) for each in trials(CORRECT)),
        *(
            pytest.param(each, Profile.STANDARD, id=f"{each.name}, standard", marks=pytest.mark.slow)
            for each in CORRECT
        ),
        *(pytest.param(correct(name), Profile.STANDARD, id=f"{name}, in full") for name in IN_FULL),
    ],
)
def test_no_correct_server_is_accused(trial: Trial, profile: Profile) -> None:
    """A correct server fails nothing, and is warned of what it may do alone."""
    code, records = run(trial, profile)

    assert set() == records.having("fail")
    assert records.having("warn") <= set(map(trial.address, trial.warns))
    assert set() == records.having("error")
    assert code == ExitCode.CONFORMS


def test_every_clause_is_broken_by_some_server() -> None:
    """Each clause of each operation alone finds a broken server."""
    shown = {trial.clause for trial in BROKEN if not trial.also}

    # What is done is tried in tests/deeds.
    assert {clause for clause in LEVELS if "/effect/" not in clause} - shown == set()


def test_every_name_is_of_one_server() -> None:
    """No two servers have one name."""
    names = Counter(trial.name for trial in (*BROKEN, *CORRECT))

    assert [name for name, times in names.items() if times > 1] == []


def test_a_single_use_server_passes_with_skips_that_say_why() -> None:
    """A server that cancels each group once passes, its skips named."""
    code, records = run(correct("cancels_each_group_once"), Profile.STANDARD)

    reasons = {result["reason"] for result in records.results if result["verdict"] == "skip"}
    assert reasons == {"control not repeatable", "cannot be seen without queryTasks"}
    assert code == ExitCode.CONFORMS


def test_fresh_groups_let_a_single_use_server_be_judged() -> None:
    """With fresh groups enough a server that cancels once is judged whole."""
    groups = [f"group-{number}" for number in range(300)]
    named = Named(cancelling=cancel_task_group.Options(activity_id=groups))

    code, records = run(correct("cancels_each_group_once"), Profile.STANDARD, known_good(DOCUMENT, named=named))

    skipped = {each for each in records.having("skip") if "/effect/" not in each}
    assert {f"{CANCELLING}/concurrency", f"{CANCELLING}/control/steady"} == skipped
    assert code == ExitCode.CONFORMS
