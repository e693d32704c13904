"""The judge on every trial client: each broken one is found by its clause, no correct one is accused."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.conformance import ExitCode
from dingtalk_contract.contract import Level
from tests.clients.forks import Forks, forking
from tests.clients.runs import catalogue_of, run
from tests.clients.trials import CANCEL, FIND, QUERY, SIBLINGS, TRIALS
from tests.conformance.runs import Lines

ALL = catalogue_of(["all"])
SEVERAL = (CANCEL, QUERY, FIND)
BINDING = {clause.id for clause in ALL}
MODULES: dict[str, str] = {}
BY_THEMSELVES = {"dies_of_what_it_does_not_like", "says_much"}
"""Trials that are about the process itself, and are started by their command."""

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    # Each module files its trials when it is imported.
    if _module.name.startswith(("broken_", "correct")):
        importlib.import_module(f"tests.clients.{_module.name}")
        MODULES.update({name: _module.name for name in TRIALS if name not in MODULES})


def trials(*, broken: bool) -> list[Any]:
    """Return trials on each of their operations, those marked as slow that a quick run can do without."""
    filed: set[str] = set()
    given: list[Any] = []
    for name, trial in TRIALS.items():
        for operation in trial.operations if (trial.breaks is not None) == broken else ():
            if broken and f"{operation}/{trial.breaks}" not in BINDING:
                continue
            # The first of a clause is tried always; what shows nothing of one operation alone, on one.
            is_slow = trial.breaks in filed or operation != trial.operations[0] or operation in SIBLINGS
            # Of those that break nothing every third shows that none is accused.
            is_slow = is_slow or (not broken and len(given) % 3 > 0)
            filed.update([trial.breaks] if trial.breaks else [])
            which = name if operation == CANCEL else f"{name}, {operation}"
            given.append(pytest.param(name, operation, id=which, marks=[pytest.mark.slow] if is_slow else []))
    return given


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    """Runs each trial client without the start of an interpreter."""
    with forking(sorted(set(MODULES.values()))) as found:
        yield found


def command(name: str) -> tuple[str, ...]:
    """Return the command that starts a trial client."""
    return (sys.executable, "-I", "-S", str(Path(__file__).with_name("__main__.py")), MODULES[name], name)


@pytest.mark.parametrize(("name", "operation"), trials(broken=True))
def test_each_broken_client_breaks_its_clause_alone(name: str, operation: str, forks: Forks) -> None:
    """A broken client is found by its clause, and by no other."""
    trial = TRIALS[name]
    expected = {f"{operation}/{clause}" for clause in (trial.breaks, *trial.also)}

    code, lines = run(command(name), operations=(operation,), forks=forks)

    assert expected == found(lines)
    assert lines.results("error") == []
    has_failed = any(ALL[clause].level is Level.MUST for clause in expected)
    assert code == (ExitCode.BREAKS if has_failed else ExitCode.CONFORMS)


@pytest.mark.parametrize(("name", "operation"), trials(broken=False))
def test_no_correct_client_is_accused(name: str, operation: str, forks: Forks) -> None:
    """A correct client fails nothing, and is warned of what it may do alone."""
    code, lines = run(command(name), operations=(operation,), forks=None if name in BY_THEMSELVES else forks)

    assert lines.results("fail") == []
    assert {line["clause"].partition("/")[2] for line in lines.results("warn")} <= set(TRIALS[name].warns)
    assert lines.results("error") == []
    assert [line for line in lines.results("skip") if not line["reason"].startswith("consequence")] == []
    assert code == ExitCode.CONFORMS


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("calls_as_documented", set()),
        ("caps_the_count_at_20", {"queryTasks/sent/body/count/value"}),
        ("looks_at_the_status_alone", {f"{operation}/conclusion/rejected" for operation in SEVERAL}),
    ],
)
def test_a_client_is_judged_on_each_operation_of_a_run(name: str, clauses: set[str], forks: Forks) -> None:
    """What a client does wrong is found on the operation that shows it."""
    _, lines = run(command(name), operations=SEVERAL, forks=forks)

    asked = catalogue_of(SEVERAL).clauses
    assert found(lines) == clauses
    assert len(lines.results("pass")) + len(found(lines)) + len(lines.results("skip")) == len(asked)


def found(lines: Lines) -> set[str]:
    """Return the clauses that a client breaks."""
    return {line["clause"] for verdict in ("fail", "warn") for line in lines.results(verdict)}


def test_every_clause_is_broken_by_some_client() -> None:
    """Each clause has a broken client that it alone catches."""
    alone = [trial for trial in TRIALS.values() if trial.breaks and not trial.also]
    shown = {f"{operation}/{trial.breaks}" for trial in alone for operation in trial.operations}

    assert {clause.id for clause in ALL} - shown == set()
