"""Faults on demand: what clients are told, or not told, when things go wrong."""

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from dingtalk_contract.contract import Document, Operation
from dingtalk_contract.emulator import FAULTS, EmbeddedEmulator, Emulator, Plan, make_emulator, make_strike
from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import Outcome, judge_outcome

from .conftest import START, Ask, Say, make_request, statuses

OUTCOMES = {
    "busy": "rejected",
    "busy-400001": "rejected",
    "throttled-app": "throttled",
    "throttled-all": "throttled",
    "throttled-month": "throttled",
    "address-blocked": "throttled",
    "address-not-listed": "rejected",
    "permission-missing": "rejected",
    "backend-failure": "rejected",
    "token-expired": "rejected",
    "server-error": "broken",
    "unavailable": "throttled",
    "too-many-requests": "throttled",
    "page": "malformed",
    "no-json": "malformed",
    "empty": "malformed",
    "errcode-text": "malformed",
}


def _show(emulator: Emulator, fault: str, **how: Any) -> None:
    emulator.set_faults(Plan(strikes=(make_strike(fault, **how),)))


@pytest.mark.parametrize("fault", OUTCOMES)
def test_a_fault_has_its_outcome_and_changes_nothing(emulator: Emulator, ask: Ask, fault: str) -> None:
    """A fault amounts to what its name says, and cancels nothing."""
    _show(emulator, fault)

    outcome, _ = judge_outcome(ask())

    assert outcome == OUTCOMES[fault]
    assert statuses(emulator) == START


def test_each_fault_is_tried() -> None:
    """No fault is left out of these tests."""
    assert {*OUTCOMES, "dropped", "broken-off"} == set(FAULTS)


@pytest.mark.parametrize("fault", ["dropped", "broken-off"])
def test_an_answer_is_lost_after_the_work_is_done(emulator: Emulator, operation: Operation, fault: str) -> None:
    """The groups are cancelled, and no whole answer says so."""
    _show(emulator, fault)

    with EmbeddedEmulator(emulator) as embedded, pytest.raises(http.client.HTTPException):
        _post(embedded.url, operation)

    assert statuses(emulator)["1111"] == ["CANCELED"]


def test_a_fault_strikes_so_many_times(emulator: Emulator, say: Say) -> None:
    """After its times a fault strikes no more, and the next one does."""
    emulator.set_faults(Plan(strikes=(make_strike("busy", times=2), make_strike("backend-failure", times=1))))

    assert [say()["errcode"] for _ in range(4)] == [-1, -1, 15, 0]


def test_a_share_of_requests_is_struck_by_the_seed(document: Document, operation: Operation) -> None:
    """A tenth of the requests is struck, the same tenth for the same seed."""
    runs = []
    for seed in (1, 1, 2):
        emulator = make_emulator(document, seed=seed, plan=Plan(strikes=(make_strike("busy", share=0.1),)))
        runs.append([_errcode(emulator, operation) for _ in range(500)])

    assert runs[0] == runs[1] != runs[2]
    assert 25 <= runs[0].count(-1) <= 75
    assert set(runs[0]) == {-1, 0}


def test_beyond_so_many_a_second_the_caller_is_throttled(document: Document, operation: Operation) -> None:
    """Twenty requests of one second are taken, and those of the next again."""
    now = [100.0]
    emulator = make_emulator(document, plan=Plan(throttle=20), clock=lambda: now[0])

    codes = [_errcode(emulator, operation) for _ in range(25)]
    now[0] += 1
    codes.append(_errcode(emulator, operation))

    assert codes == [0] * 20 + [88] * 5 + [0]


def test_an_answer_waits_and_others_go_on(emulator: Emulator, operation: Operation) -> None:
    """With latency requests are answered late, and side by side."""
    emulator.set_faults(Plan(latency=0.2))

    with EmbeddedEmulator(emulator) as embedded:
        began = time.perf_counter()
        connections = [_send(embedded.url, operation) for _ in range(10)]
        codes = [json.loads(connection.getresponse().read())["errcode"] for connection in connections]
        took = time.perf_counter() - began
        for connection in connections:
            connection.close()

    assert codes == [0] * 10
    assert took >= 0.2


@pytest.mark.parametrize(("name", "share"), [("none", 1.0), ("busy", 1.1), ("busy", float("nan")), ("busy", -0.1)])
def test_a_fault_that_is_none_is_told(name: str, share: float) -> None:
    """What is no fault, or no part of the requests, is refused."""
    with pytest.raises(UsageError, match=f"cannot show the fault '{name}'"):
        make_strike(name, share=share)


def test_faults_leave_unknown_paths_alone(emulator: Emulator, say: Say) -> None:
    """A path of nobody is answered as ever."""
    _show(emulator, "busy")

    assert say(path="/topapi/none")["errcode"] == 22


def test_no_fault_passes_for_success() -> None:
    """No fault is accepted by who reads the answer."""
    answers = [fault.answer for fault in FAULTS.values() if fault.answer is not None]

    assert all(judge_outcome(answer)[0] is not Outcome.ACCEPTED for answer in answers)


def _errcode(emulator: Emulator, operation: Operation) -> int:
    request = make_request(operation, operation.body_example)
    return int(json.loads(emulator.answer(request).body)["errcode"])


def _send(url: str, operation: Operation) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    target = f"{operation.path}?access_token=6d1bxxxx"
    connection.request("POST", target, json.dumps(operation.body_example), {"Content-Type": "application/json"})
    return connection


def _post(url: str, operation: Operation) -> bytes:
    connection = _send(url, operation)
    try:
        return connection.getresponse().read()
    finally:
        connection.close()
