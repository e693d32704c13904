"""The judge on every trial gateway: each broken one is found by its clause, no correct one is accused."""

import importlib
import pkgutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from dingtalk_contract.conformance import ExitCode, GatewayJudge, RoundTrip
from dingtalk_contract.contract import Level
from tests.clients.trials import CANCEL, QUERY
from tests.conformance.runs import Lines
from tests.gateways.changing import refusing, rewriting_fields
from tests.gateways.forwarding import Behaviour
from tests.gateways.runs import catalogue_of, run
from tests.gateways.trials import TRIALS, Trial

for _module in pkgutil.iter_modules([str(Path(__file__).parent)]):
    # Each module files its trials when it is imported.
    if _module.name.startswith(("broken_", "correct")):
        importlib.import_module(f"tests.gateways.{_module.name}")

ALL = catalogue_of(["all"])
BINDING = {clause.id for clause in ALL}
IN_A_HURRY = {"accepts_what_it_has_no_time_for", "gives_up_early", "sends_again_while_it_waits"}
"""Gateways that tell a slow answer by its time: what is slow for them is slower than a loaded machine."""


@pytest.fixture(autouse=True)
def _in_little_time(request: pytest.FixtureRequest) -> Iterator[None]:
    callspec = getattr(request.node, "callspec", None)
    trial = callspec.params.get("trial") if callspec else None
    slow_seconds = 3.0 if trial and trial.name in IN_A_HURRY else 0.4
    with (
        patch("contract_tests.gateway.answers.SLOW_SECONDS", slow_seconds),
        patch("dingtalk_contract.conformance._gateway_judge.SETTLING", 0.2),
    ):
        yield


AT_FIRST = 1
"""How many broken gateways of one clause are tried in every run; `nox -s trials` tries all."""


def trials() -> list[Any]:
    """Return trials as parameters, those beyond the first few of a clause marked as slow.

    What shows nothing of one operation alone is tried on the other where it is the first of its clause.
    Of the correct ones every third shows that none is accused.
    """
    filed: Counter[Any] = Counter()
    given = []
    for trial in TRIALS:
        for operation in trial.operations:
            if any(f"{operation}/{clause}" not in BINDING for clause in trial.found):
                continue
            filed[trial.found, operation] += 1
            number = filed[trial.found, operation]
            is_second = operation != trial.operations[0]
            if is_second and (number > AT_FIRST or trial.is_correct):
                continue
            is_slow = is_second or (number % 3 != 1 if trial.is_correct else number > AT_FIRST)
            which = trial.name if operation == CANCEL else f"{trial.name}, {operation}"
            marks = [pytest.mark.slow] if is_slow else []
            given.append(pytest.param(trial, operation, id=which, marks=marks))
    return given


@pytest.mark.parametrize(("trial", "operation"), trials())
def test_each_gateway_is_found_by_its_clause_alone(trial: Trial, operation: str) -> None:
    """A broken gateway breaks its clause and no other, a correct one none."""
    code, lines = run(trial.make(), operations=(operation,))

    expected = {f"{operation}/{clause}" for clause in trial.found}
    assert found(lines) == expected
    breaks_a_must = any(ALL[clause].level is Level.MUST for clause in expected)
    assert code is (ExitCode.BREAKS if breaks_a_must else ExitCode.CONFORMS)


def of_one(path: str, broken: Behaviour) -> Behaviour:
    """Make a gateway that is broken at one path alone."""
    return lambda request, forward: broken(request, forward) if path in request.target else forward(request)


@pytest.mark.parametrize(
    ("behaviour", "clauses"),
    [
        pytest.param(lambda request, forward: forward(request), set(), id="forwards"),
        pytest.param(
            of_one("/task/query", rewriting_fields(lambda its: {**its, "offset": str(its["offset"])})),
            {"queryTasks/arrival/value"},
            id="changes one operation",
        ),
        pytest.param(
            of_one("/taskgroup/cancel", refusing(411, lambda request: len(request.body) > 65536)),
            {"cancelTaskGroup/arrival/long"},
            id="limits one operation",
        ),
    ],
)
def test_a_gateway_is_judged_on_each_operation_of_a_run(behaviour: Behaviour, clauses: set[str]) -> None:
    """What a gateway does wrong is found on the operation that shows it."""
    several = (CANCEL, QUERY)
    _, lines = run(behaviour, operations=several)

    assert found(lines) == clauses
    assert len(lines.results("pass")) > len(catalogue_of(several).clauses) / 2


def found(lines: Lines) -> set[str]:
    """Return the clauses that a gateway breaks."""
    return {line["clause"] for verdict in ("fail", "warn") for line in lines.results(verdict)}


def test_every_clause_on_gateways_can_fail() -> None:
    """For each clause there is a gateway that it catches."""
    caught = {f"{operation}/{clause}" for trial in TRIALS for operation in trial.operations for clause in trial.found}

    assert {clause.id for clause in ALL} - caught == set()


@pytest.mark.slow
def test_what_arrives_after_its_answer_is_no_reason_for_it() -> None:
    """A judge that is late to look finds an answer made up all the same."""
    trial = next(each for each in TRIALS if each.name == "answers_before_it_forwards")
    send = GatewayJudge.send

    def send_and_be_late(*words: Any, **named: Any) -> RoundTrip:
        trip = send(*words, **named)
        time.sleep(0.15)
        return trip

    with patch.object(GatewayJudge, "send", send_and_be_late):
        _, lines = run(trial.make(), operations=(CANCEL,))

    assert found(lines) == {f"{CANCEL}/delivery/fresh"}
