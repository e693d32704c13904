"""The tree of errors: drawn as it is, and a kind for every recorded answer."""

import copy
import inspect
import pickle
import re
from pathlib import Path
from typing import Any

import dingtalk_workflow_client as client
import pytest
import yaml
from dingtalk_workflow_client import errors

from tests.client.calling import SIDES, answering, attempt, fail, say

RECORDED = Path(__file__).resolve().parents[2] / "spec" / "recorded"
KINDS = {
    "address-blocked": "Throttled",
    "address-not-listed": "PermissionDenied",
    "argument-missing": "Rejected",
    "argument-mistyped": "Rejected",
    "argument-mistyped-boolean": "Rejected",
    "backend-failure": "Rejected",
    "gettoken-pair-unknown": "Rejected",
    "gettoken-parameters-missing": "Rejected",
    "group-cancelled-sample": "CancelTaskGroupResult",
    "instance-created": "CancelTaskGroupResult",
    "instance-foreign": "PermissionDenied",
    "instances-updated-error-sample": "Rejected",
    "path-unknown-below-topapi": "Rejected",
    "path-unknown-elsewhere": "Rejected",
    "permission-missing": "PermissionDenied",
    "robot-send-body-unreadable": "Rejected",
    "robot-send-get": "Rejected",
    "robot-send-token-missing": "Rejected",
    "tasks-created": "CancelTaskGroupResult",
    "tasks-over-limit": "Rejected",
    "result-missing": "Rejected",
    "task-url-too-long": "Rejected",
    "template-foreign": "PermissionDenied",
    "templates-over-quota": "Rejected",
    "throttled-all-callers": "Throttled",
    "throttled-app": "Throttled",
    "throttled-month": "Throttled",
    "token-expired": "AuthenticationFailed",
    "token-in-form": "AuthenticationFailed",
    "token-in-header": "AuthenticationFailed",
    "token-missing": "AuthenticationFailed",
    "token-unknown": "AuthenticationFailed",
    "user-unknown": "Rejected",
}


def test_the_tree_is_drawn_as_it_is() -> None:
    """The drawing on top of the module names every class below its parent."""
    drawn: dict[str, str] = {}
    trail: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"^([│ ├└─]*)([A-Z][A-Za-z]+)(?:  |$)", line)
        if match:
            depth = len(match[1]) // 4
            trail[depth:] = [match[2]]
            drawn[match[2]] = trail[depth - 1] if depth else "Exception"

    found = {
        name: kind.__mro__[1].__name__
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, Exception)
    }

    assert drawn == found


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", sorted(path.stem for path in RECORDED.glob("*.yaml")))
def test_a_recorded_answer_has_its_kind(side: str, name: str) -> None:
    """Each recorded answer of the service becomes its result or error."""
    body = yaml.safe_load((RECORDED / f"{name}.yaml").read_text(encoding="utf-8"))["answer"]["body"]

    with answering(say(body)):
        found = attempt(side, retries=0)

    assert type(found).__name__ == KINDS[name]
    assert [getattr(found, key) for key in ("errcode", "request_id") if key in body and hasattr(found, key)] == [
        body[key] for key in ("errcode", "request_id") if key in body and hasattr(found, key)
    ]


def test_an_error_says_all_that_the_service_said() -> None:
    """A rejection holds the five members and the raw answer, and shows them."""
    body = {"errcode": 88, "errmsg": "no", "sub_code": "60011", "sub_msg": "无", "request_id": "id1"}

    with answering(say(body)):
        error = fail("sync")

    assert isinstance(error, client.PermissionDenied)
    assert {name: getattr(error, name) for name in body} == body
    assert error.answer is not None
    assert error.answer.status == 200
    assert str(error) == (
        "cancel_task_group was rejected: errcode 88, errmsg 'no', sub_code '60011', sub_msg '无', request_id 'id1'"
    )


def _samples() -> list[Any]:
    with answering(say({"errcode": 88, "sub_code": "60011"}), say({}, 500), say([]), say({"errcode": 0, "a": [1]})):
        found: list[Any] = [attempt("sync") for _ in range(4)]
    return [*found, fail("sync", ""), fail("sync", lambda: ""), fail("sync", base_url="http://127.0.0.1:1", retries=0)]


@pytest.mark.parametrize("sample", _samples(), ids=lambda sample: type(sample).__name__)
def test_errors_and_results_travel(sample: Any) -> None:
    """Errors and results can be pickled and copied, with all they hold."""
    for twin in (pickle.loads(pickle.dumps(sample)), copy.deepcopy(sample), copy.copy(sample)):
        assert type(twin) is type(sample)
        assert repr(twin) == repr(sample)
        assert getattr(twin, "__dict__", None) == getattr(sample, "__dict__", None)
