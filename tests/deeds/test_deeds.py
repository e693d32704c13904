"""The judge on services that do other than they say, and on correct ones that differ in what they may."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.cli.operations import chosen_operations, known_good
from dingtalk_contract.conformance import ExitCode, Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import load_catalogue, load_document
from dingtalk_contract.exchange import parse_url
from tests.deeds.trials import BROKEN, CORRECT, SOON, Trial
from tests.servers.serving import serving

for _module in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda each: "emulator" in each.name):
    # Each module files its trials when it is imported, services before the emulator.
    if _module.name.startswith(("broken", "correct")):
        importlib.import_module(f"tests.deeds.{_module.name}")

AT_FIRST = 2
"""How many correct services of a module are tried in every run; `nox -s trials` has all, and all broken ones."""
DOCUMENT = load_document()
OPERATIONS = chosen_operations(DOCUMENT, ["all"])
CATALOGUE = load_catalogue(DOCUMENT, operations=OPERATIONS)
EFFECTS = [clause.id for clause in CATALOGUE if "/effect/" in clause.id]


def run(
    trial: Trial, profile: Profile = Profile.QUICK, select: Iterable[str] = EFFECTS
) -> tuple[ExitCode, dict[str, Mapping[str, Any]]]:
    """Judge a service, by default its effects, and return the result of each clause."""
    results: dict[str, Mapping[str, Any]] = {}

    class Results:
        def take(self, record: Mapping[str, Any]) -> None:
            if record["record"] == "result":
                results[record["clause"]] = record

    with serving(trial.service()) as url:
        settings = Settings(
            target=ServerTarget(address=parse_url(url)),
            document=DOCUMENT,
            catalogue=CATALOGUE,
            known_good=known_good(DOCUMENT, OPERATIONS),
            profile=profile,
            select=tuple(select),
            settle=trial.settle,
            timeout=2,
            is_recorded=False,
        )
        return check(settings, [Results()]), results


def trials(of: list[Trial], subject: Callable[[Trial], str]) -> list[Any]:
    """Return trials as parameters; all but the first few of a subject, and those that wait, are marked as slow."""
    filed: Counter[str] = Counter()
    given = []
    for trial in of:
        filed[subject(trial)] += 1
        is_slow = filed[subject(trial)] > (1 if trial.clause else AT_FIRST) or trial.settle > SOON
        given.append(pytest.param(trial, id=trial.name, marks=[pytest.mark.slow] if is_slow else []))
    return given


def having(results: dict[str, Mapping[str, Any]], *verdicts: str) -> set[str]:
    """Return the clauses with one of these verdicts."""
    return {clause for clause, result in results.items() if result["verdict"] in verdicts}


@pytest.mark.parametrize("trial", trials(BROKEN, lambda trial: trial.clause))
def test_each_broken_service_is_found_by_its_clause_alone(trial: Trial) -> None:
    """What a service does wrongly is found by one clause."""
    code, results = run(trial)

    assert having(results, "fail", "warn", "error") == {trial.clause}
    assert code == ExitCode.BREAKS


@pytest.mark.parametrize("trial", trials(CORRECT, lambda trial: trial.service.__module__))
def test_no_correct_service_is_accused(trial: Trial) -> None:
    """A service that differs in what it may alone is not accused."""
    code, results = run(trial, Profile.STANDARD)

    assert having(results, "fail", "warn", "error") == set()
    assert {clause.split("/")[0] for clause in having(results, "skip")} <= trial.unseen
    assert code == ExitCode.CONFORMS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("SeesDeletionsLate", "deleteProcess"),
        ("FindsTemplatesLate", "getProcessByName"),
        ("FinishesOnceAndLate", "updateTasks"),
    ],
)
def test_no_control_of_a_late_service_is_accused(name: str, operation: str) -> None:
    """What a service is late to see breaks no clause of the control."""
    (trial,) = (trial for trial in CORRECT if trial.name == name)

    _, results = run(trial, select=[f"{operation}/control", f"{operation}/method", f"{operation}/body"])

    assert results[f"{operation}/control/minimal"]["verdict"] == "pass"
    assert having(results, "fail", "warn", "error") == set()


def test_every_effect_is_broken_by_several_services() -> None:
    """Each effect clause alone finds at least two services."""
    times = Counter(trial.clause for trial in BROKEN)

    assert [clause for clause in EFFECTS if times[clause] < 2] == []


def test_every_service_has_a_name_of_its_own() -> None:
    """No two services have one name."""
    names = Counter(trial.name for trial in (*BROKEN, *CORRECT))

    assert [name for name, times in names.items() if times > 1] == []
