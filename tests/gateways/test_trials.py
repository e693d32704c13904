"""The judge on every trial gateway: each broken one is found by its clause, no correct one is accused."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from dingtalk_contract.conformance import ExitCode
from dingtalk_contract.contract import Level
from tests.gateways.runs import CATALOGUE, run
from tests.gateways.trials import TRIALS, Trial

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    # Each module files its trials when it is imported.
    if _module.name.startswith(("broken_", "correct")):
        importlib.import_module(f"tests.gateways.{_module.name}")

PREFIX = "cancelTaskGroup/"


IN_A_HURRY = {"accepts_what_it_has_no_time_for", "gives_up_early", "sends_again_while_it_waits"}
"""Gateways that tell a slow answer by its time: what is slow for them is slower than a loaded machine."""


@pytest.fixture(autouse=True)
def _in_little_time(request: pytest.FixtureRequest) -> Iterator[None]:
    trial = getattr(request.node, "callspec", None) and request.getfixturevalue("trial")
    slow_seconds = 3.0 if trial and trial.name in IN_A_HURRY else 0.4
    with (
        patch("contract_tests.gateway.answers.SLOW_SECONDS", slow_seconds),
        patch("dingtalk_contract.conformance._gateway_judge.SETTLING", 0.2),
    ):
        yield


AT_FIRST = 1
"""How many broken gateways of one clause are tried in every run; `nox -s trials` tries all."""


def trials() -> list[Any]:
    """Return trials as parameters, those beyond the first few of a clause marked as slow."""
    filed: Counter[Any] = Counter()
    given = []
    for trial in TRIALS:
        filed[trial.found] += not trial.is_correct
        marks = [pytest.mark.slow] if filed[trial.found] > AT_FIRST else []
        given.append(pytest.param(trial, id=trial.name, marks=marks))
    return given


@pytest.mark.parametrize("trial", trials())
def test_each_gateway_is_found_by_its_clause_alone(trial: Trial) -> None:
    """A broken gateway breaks its clause and no other, a correct one none."""
    code, lines = run(trial.make())

    found = {line["clause"].removeprefix(PREFIX) for verdict in ("fail", "warn") for line in lines.results(verdict)}
    assert found == trial.found
    breaks_a_must = any(CATALOGUE[PREFIX + clause].level is Level.MUST for clause in trial.found)
    assert code is (ExitCode.BREAKS if breaks_a_must else ExitCode.CONFORMS)


def test_every_clause_on_gateways_can_fail() -> None:
    """For each clause there is a gateway that it catches."""
    caught = {clause for trial in TRIALS for clause in trial.found}

    assert {clause.id.removeprefix(PREFIX) for clause in CATALOGUE} - caught == set()
