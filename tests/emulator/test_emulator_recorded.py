"""
The recorded answers of the real service, and the emulator's own in the same situations.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dingtalk_contract.contract import find_carried, read_yaml

from .conftest import Ask

FOLDER = find_carried("spec") / "recorded"
FILES = sorted(FOLDER.glob("*.yaml"))

# The parts of the page's example that bring each situation about.
REPLAYED: dict[str, dict[str, Any]] = {
    "argument-missing": {"body": {}},
    "argument-mistyped": {"body": {"request": "{}"}},
    "argument-mistyped-boolean": {"body": {"request": True}},
    "group-cancelled-sample": {},
    "path-unknown-below-topapi": {"path": "/topapi/v2/user/notexist"},
    "path-unknown-elsewhere": {"path": "/none", "query": ""},
    "robot-send-get": {"method": "GET", "body": b""},
    "token-expired": {"query": "access_token=expired"},
    "token-in-header": {"query": "", "headers": ((b"x-acs-dingtalk-access-token", b"6d1bxxxx"),)},
    "token-missing": {"query": ""},
    "token-unknown": {"query": "access_token=unknown"},
}

_SIBLING = "the document lacks this operation"
_THROTTLE = "the emulator throttles nobody"
LEFT_OUT = {
    "address-blocked": _THROTTLE,
    "address-not-listed": "the emulator keeps no list of addresses",
    "backend-failure": "there is no backend that fails",
    "gettoken-pair-unknown": _SIBLING,
    "gettoken-parameters-missing": _SIBLING,
    "instance-created": _SIBLING,
    "instance-foreign": "each instance of the emulator is of this family",
    "instances-updated-error-sample": _SIBLING,
    "permission-missing": "each known token may do all",
    "robot-send-body-unreadable": "of two codes for this, 47001 is the one that the table explains so",
    "robot-send-token-missing": "below /topapi/ the gateway answers token-missing",
    "tasks-created": _SIBLING,
    "tasks-over-limit": _SIBLING,
    "templates-over-quota": _SIBLING,
    "throttled-all-callers": _THROTTLE,
    "throttled-app": _THROTTLE,
    "throttled-month": _THROTTLE,
    "token-in-form": "the page has the token in the query, so the emulator reads it nowhere else",
    "user-unknown": _SIBLING,
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_record_keeps_the_schema(file: Path) -> None:
    """
    A record holds what schema.json asks for, and its volatile members.
    """
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))

    record = read_yaml(file)

    jsonschema_rs.validate(schema, record)
    assert set(record["volatile"]) <= set(record["answer"]["body"])


def test_each_record_is_replayed_or_left_out_with_a_reason() -> None:
    """
    No record is forgotten, and none is both.
    """
    names = sorted(file.stem for file in FILES)

    assert sorted([*REPLAYED, *LEFT_OUT]) == names


@pytest.mark.parametrize("name", REPLAYED)
def test_the_emulator_answers_as_recorded(ask: Ask, name: str) -> None:
    """
    In the same situation the emulator gives the recorded answer.
    """
    record = read_yaml(FOLDER / f"{name}.yaml")

    answer = ask(**REPLAYED[name])

    said = _normalise(json.loads(answer.body), record)
    recorded = _normalise(record["answer"]["body"], record)
    # What a source only describes may lack members, but none that it has differs.
    assert (said if record["verbatim"] else {key: said[key] for key in recorded}) == recorded
    assert list(said) == list(recorded) or not record["verbatim"]
    assert answer.status == (record["answer"]["status"] or 200)
    assert answer.header("content-type") == (record["answer"]["content_type"] or answer.header("content-type"))


def _normalise(body: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    """
    Put one word for what differs from answer to answer, and one name for the argument.
    """
    values = {key: "volatile" if key in record["volatile"] else value for key, value in body.items()}
    code, colon, _ = str(values.get("errmsg")).partition("arguments:")
    return {**values, "errmsg": f"{code}{colon}argument"} if colon else values
