"""The recorded answers of the real service, and the emulator's own in the same situations."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dingtalk_contract.contract import find_carried, load_document, read_yaml, required_only
from dingtalk_contract.emulator import Emulator, Plan, make_strike

from .conftest import Ask

FOLDER = find_carried("spec") / "recorded"
FILES = sorted(FOLDER.glob("*.yaml"))

DOCUMENT = load_document()
SAVE = DOCUMENT.operation("saveProcess")
NEW_TEMPLATE = {
    "saveProcessRequest": {**required_only(SAVE.body, SAVE.body_example)["saveProcessRequest"], "name": "T"}
}


def _example(name: str) -> dict[str, Any]:
    """Return what asks the emulator by the example of an operation."""
    operation = DOCUMENT.operation(name)
    return {"path": operation.path, "body": operation.body_example}


# The parts of the page's example that bring each situation about, after what SET_UP does to the emulator.
REPLAYED: dict[str, dict[str, Any]] = {
    "address-blocked": {},
    "address-not-listed": {},
    "argument-missing": {"body": {}},
    "argument-mistyped": {"body": {"request": "{}"}},
    "argument-mistyped-boolean": {"body": {"request": True}},
    "backend-failure": {},
    "gettoken-pair-unknown": {"method": "GET", "path": "/gettoken", "query": "appkey=a&appsecret=b", "body": b""},
    "gettoken-parameters-missing": {"method": "GET", "path": "/gettoken", "query": "", "body": b""},
    "group-cancelled-sample": {},
    "instance-created": _example("createInstance"),
    "instance-foreign": {},
    "path-unknown-below-topapi": {"path": "/topapi/v2/user/notexist"},
    "path-unknown-elsewhere": {"path": "/none", "query": ""},
    "permission-missing": {},
    "tasks-created": _example("createTasks"),
    "tasks-over-limit": _example("createTasks"),
    "template-foreign": _example("createInstance"),
    "templates-over-quota": {**_example("saveProcess"), "body": NEW_TEMPLATE},
    "robot-send-get": {"method": "GET", "body": b""},
    "throttled-all-callers": {},
    "throttled-app": {},
    "throttled-month": {},
    "token-expired": {},
    "token-in-header": {"query": "", "headers": ((b"x-acs-dingtalk-access-token", b"6d1bxxxx"),)},
    "token-missing": {"query": ""},
    "token-unknown": {"query": "access_token=unknown"},
}


def _show(fault: str) -> Callable[[Emulator], None]:
    return lambda emulator: emulator.set_faults(Plan(strikes=(make_strike(fault),)))


def _hold_a_foreign_instance(emulator: Emulator) -> None:
    emulator.add({"instances": [{"id": "proc-zzz", "workflow": "official"}]})
    emulator.choose({"foreign-instance": "810007"})


def _hold_a_foreign_template(emulator: Emulator) -> None:
    emulator.add({"templates": [{"name": "Leave", "code": "PROC-C54B2B", "workflow": "official"}]})
    emulator.choose({"foreign-instance": "810007"})


def _hold_many_todos(emulator: Emulator) -> None:
    todos = [{"id": number} for number in range(99)]
    emulator.add({"instances": [{"id": "proc-zzz", "groups": [{"id": "1111", "todos": todos}]}]})


SET_UP: dict[str, Callable[[Emulator], None]] = {
    "address-blocked": _show("address-blocked"),
    "address-not-listed": _show("address-not-listed"),
    "backend-failure": _show("backend-failure"),
    "instance-foreign": _hold_a_foreign_instance,
    "permission-missing": lambda emulator: emulator.add({"apps": [{"id": 111, "kind": "personal"}]}),
    "tasks-over-limit": _hold_many_todos,
    "template-foreign": _hold_a_foreign_template,
    "templates-over-quota": lambda emulator: emulator.add(
        {"templates": [{"name": f"T{number}", "code": f"P{number}"} for number in range(199)]}
    ),
    "throttled-all-callers": _show("throttled-all"),
    "throttled-app": lambda emulator: emulator.set_faults(Plan(throttle=0)),
    "throttled-month": _show("throttled-month"),
    "token-expired": lambda emulator: emulator.add({"tokens": [{"value": "6d1bxxxx", "app": 111, "expires_in": 0}]}),
}

LEFT_OUT = {
    "instances-updated-error-sample": "nobody says what it is an answer to",
    "result-missing": "its source prints it under the heading of another code, which the page has too",
    "robot-send-body-unreadable": "of two codes for this, 47001 is the one that the table explains so",
    "robot-send-token-missing": "below /topapi/ the gateway answers token-missing",
    "task-url-too-long": "no source says how long is too long",
    "token-in-form": "the page has the token in the query, so the emulator reads it nowhere else",
    "user-unknown": "it is the answer of an operation that the document lacks",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_record_keeps_the_schema(file: Path) -> None:
    """A record holds what schema.json asks for, and its volatile members."""
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))

    record = read_yaml(file)

    jsonschema_rs.validate(schema, record)
    assert set(record["volatile"]) <= set(record["answer"]["body"])


def test_each_record_is_replayed_or_left_out_with_a_reason() -> None:
    """No record is forgotten, and none is both."""
    names = sorted(file.stem for file in FILES)

    assert sorted([*REPLAYED, *LEFT_OUT]) == names


@pytest.mark.parametrize("name", REPLAYED)
def test_the_emulator_answers_as_recorded(emulator: Emulator, ask: Ask, name: str) -> None:
    """In the same situation the emulator gives the recorded answer."""
    record = read_yaml(FOLDER / f"{name}.yaml")
    if name in SET_UP:
        SET_UP[name](emulator)

    answer = ask(**REPLAYED[name])

    said = _normalise(json.loads(answer.body), record)
    recorded = _normalise(record["answer"]["body"], record)
    # What a source only describes may lack members, but none that it has differs.
    assert (said if record["verbatim"] else {key: said[key] for key in recorded}) == recorded
    assert list(said) == list(recorded) or not record["verbatim"]
    assert answer.status == (record["answer"]["status"] or 200)
    assert answer.header("content-type") == (record["answer"]["content_type"] or answer.header("content-type"))


def _normalise(body: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    """Put one word for what differs from answer to answer, and one name for the argument."""
    values = {key: "volatile" if key in record["volatile"] else value for key, value in body.items()}
    code, colon, _ = str(values.get("errmsg")).partition("arguments:")
    return {**values, "errmsg": f"{code}{colon}argument"} if colon else values
