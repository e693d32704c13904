"""What the emulator finds by name: a template of this family, for those who may look."""

import json
from typing import Any

import pytest

from dingtalk_contract.contract import Document
from dingtalk_contract.emulator import make_emulator, show_state
from dingtalk_contract.errors import UsageError

from .conftest import make_request

SEED_DATA: dict[str, Any] = {
    "apps": [{"id": 1, "kind": "internal"}, {"id": 3, "kind": "personal"}],
    "tokens": [{"value": "one", "app": 1}, {"value": "three", "app": 3}],
    "templates": [
        {"name": "请假", "code": "PROC-1"},
        {"name": "Trip", "code": "PROC-2", "workflow": "official"},
    ],
}


def find(document: Document, name: str, token: str = "one") -> dict[str, Any]:
    """Look for a template, and give the members of the answer."""
    emulator = make_emulator(document, seed_data=SEED_DATA)
    operation = document.operation("getProcessByName")
    members: dict[str, Any] = json.loads(emulator.answer(make_request(operation, {"name": name}, token)).body)
    return members


def test_the_code_of_a_template_is_found(document: Document) -> None:
    """The template that bears the name is found."""
    members = find(document, "请假")

    assert (members["errcode"], members["process_code"]) == (0, "PROC-1")


@pytest.mark.parametrize(
    ("name", "token", "code"),
    [("Trip", "one", 8100017), ("trip", "one", 820004), ("", "one", 820004), ("请假", "three", 88)],
)
def test_what_may_not_be_found_is_rejected(document: Document, name: str, token: str, code: int) -> None:
    """What is foreign, unknown or not allowed is rejected."""
    members = find(document, name, token)

    assert members["errcode"] == code
    assert "process_code" not in members


def test_templates_come_back_as_they_were_given(document: Document) -> None:
    """The state shows each template with its workflow."""
    shown = show_state(make_emulator(document, seed_data=SEED_DATA).state)["templates"]

    assert [each["workflow"] for each in shown] == ["own", "official"]
    assert [each["code"] for each in shown] == ["PROC-1", "PROC-2"]


def test_two_templates_of_one_name_are_refused(document: Document) -> None:
    """A name is of one template."""
    twice = {**SEED_DATA, "templates": [SEED_DATA["templates"][0]] * 2}

    with pytest.raises(UsageError, match="/templates/1/name: it stands in an earlier entry too"):
        make_emulator(document, seed_data=twice)
