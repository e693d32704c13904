"""An application's own tests, with the generated client against the emulator: it shows how, and is run by compose."""

import json
import os
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from dingtalk_workflow_client import Busy, DingTalkWorkflow

BASE_URL = os.environ["DINGTALK_BASE_URL"]
GROUP = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}


@pytest.fixture
def workflow() -> Iterator[DingTalkWorkflow]:
    """Give a client of the emulator, which has the data of its start, now and afterwards."""
    control("POST", "reset")
    with DingTalkWorkflow(os.environ["DINGTALK_ACCESS_TOKEN"], base_url=BASE_URL) as workflow:
        yield workflow
    control("POST", "reset")


def control(method: str, what: str, value: object = None) -> None:
    """Ask the emulator's control API for something."""
    body = None if value is None else json.dumps(value).encode()
    request = Request(  # noqa: S310 - the address is the test's own
        f"{BASE_URL}/_emulator/{what}", body, {"Content-Type": "application/json"}, method=method
    )
    urlopen(request, timeout=10).close()  # noqa: S310 - the same


def test_a_group_is_cancelled(workflow: DingTalkWorkflow) -> None:
    """The running to-dos of a group can be cancelled."""
    assert workflow.cancel_task_group(**GROUP).errcode == 0


def test_a_busy_service_is_told(workflow: DingTalkWorkflow) -> None:
    """A service that stays busy is an error, not a silence."""
    control("PUT", "faults", {"strikes": [{"fault": "busy", "times": 9}]})

    with pytest.raises(Busy):
        workflow.cancel_task_group(**GROUP)
