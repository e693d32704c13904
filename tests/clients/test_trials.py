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
from tests.clients.runs import CATALOGUE, run
from tests.clients.trials import TRIALS, Trial

OPERATION = "cancelTaskGroup"
MODULES: dict[str, str] = {}
BY_THEMSELVES = {"dies_of_what_it_does_not_like", "says_much"}
"""Trials that are about the process itself, and are started by their command."""

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    # Each module files its trials when it is imported.
    if _module.name.startswith(("broken_", "correct")):
        importlib.import_module(f"tests.clients.{_module.name}")
        MODULES.update({name: _module.name for name in TRIALS if name not in MODULES})


def trials(*, broken: bool) -> list[Any]:
    """Return trials as parameters, the further ones of a clause marked as slow."""
    chosen = {name: trial for name, trial in TRIALS.items() if (trial.breaks is not None) == broken}
    filed: set[str | None] = {None}
    given = []
    for name, trial in chosen.items():
        marks = [pytest.mark.slow] if broken and trial.breaks in filed else []
        filed.add(trial.breaks)
        given.append(pytest.param(name, trial, id=name, marks=marks))
    return given


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    """Runs each trial client without the start of an interpreter."""
    with forking(sorted(set(MODULES.values()))) as found:
        yield found


def command(name: str) -> tuple[str, ...]:
    """Return the command that starts a trial client."""
    return (sys.executable, "-I", "-S", str(Path(__file__).with_name("__main__.py")), MODULES[name], name)


@pytest.mark.parametrize(("name", "trial"), trials(broken=True))
def test_each_broken_client_breaks_its_clause_alone(name: str, trial: Trial, forks: Forks) -> None:
    """A broken client is found by its clause, and by no other."""
    expected = {f"{OPERATION}/{clause}" for clause in (trial.breaks, *trial.also)}

    code, lines = run(command(name), forks=forks)

    assert expected == {line["clause"] for verdict in ("fail", "warn") for line in lines.results(verdict)}
    assert lines.results("error") == []
    has_failed = any(CATALOGUE[clause].level is Level.MUST for clause in expected)
    assert code == (ExitCode.BREAKS if has_failed else ExitCode.CONFORMS)


@pytest.mark.parametrize(("name", "trial"), trials(broken=False))
def test_no_correct_client_is_accused(name: str, trial: Trial, forks: Forks) -> None:
    """A correct client fails nothing, and is warned of what it may do alone."""
    code, lines = run(command(name), forks=None if name in BY_THEMSELVES else forks)

    assert lines.results("fail") == []
    assert {line["clause"].partition("/")[2] for line in lines.results("warn")} <= set(trial.warns)
    assert lines.results("error") == []
    assert [line for line in lines.results("skip") if not line["reason"].startswith("consequence")] == []
    assert code == ExitCode.CONFORMS


def test_every_clause_is_broken_by_some_client() -> None:
    """Each clause has a broken client that it alone catches."""
    shown = {f"{OPERATION}/{trial.breaks}" for trial in TRIALS.values() if trial.breaks and not trial.also}

    assert {clause.id for clause in CATALOGUE} - shown == set()
