"""The emulator on the whole way: from the token over template and instance to the to-do that is cancelled."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from dingtalk_contract.contract import load_document
from dingtalk_contract.emulator import EmbeddedEmulator, make_emulator

DOCUMENT = load_document()
TASK = {"userid": "zhang", "url": "https://example.com/todo/1"}
FORM = [{"component_name": "TextField", "props": {"id": "TextField-1", "label": "From"}}]
Say = Callable[..., dict[str, Any]]


@pytest.fixture
def server() -> Iterator[EmbeddedEmulator]:
    """An emulator that serves."""
    with EmbeddedEmulator(make_emulator(DOCUMENT)) as server:
        yield server


@pytest.fixture
def say(server: EmbeddedEmulator) -> Say:
    """Asks an operation by its own fields, and returns the answer's members."""

    def say(asked: str, /, **fields: Any) -> dict[str, Any]:
        operation = DOCUMENT.operation(asked)
        body: Any = fields
        for step in reversed(operation.envelope):
            body = {step: body}
        token = "5a2cxxxx" if operation.token_name == "suite_access_token" else "6d1bxxxx"
        answer = httpx.post(
            f"{server.url}{operation.path}", params={str(operation.token_name): token}, json=body, trust_env=False
        )
        members: dict[str, Any] = answer.json()
        return members

    return say


@pytest.fixture
def code(say: Say) -> str:
    """The code of a template that was saved."""
    made = say("saveProcess", agentid=111, name="Trip", description="A trip", form_component_list=FORM)
    return str(made["result"]["process_code"])


@pytest.fixture
def instance(say: Say, code: str) -> str:
    """The id of an instance of it."""
    fields = {"form_component_values": [{"name": "From", "value": "Hangzhou"}], "url": "https://example.com/1"}
    made = say("createInstance", agentid=111, process_code=code, originator_user_id="li", **fields)
    return str(made["result"]["process_instance_id"])


def waiting(say: Say, user: str = "zhang") -> list[str]:
    """Return the ids of the to-dos that wait for a user."""
    page = say("queryTasks", userid=user, offset=0, count=50, status=0)["result"]
    return [task["task_id"] for task in page["list"]]


def create(say: Say, instance: str, group: str = "g", *, users: tuple[str, ...] = ("zhang",)) -> list[int]:
    """Create a to-do for each user, and return their ids."""
    tasks = [{**TASK, "userid": user} for user in users]
    made = say("createTasks", process_instance_id=instance, activity_id=group, tasks=tasks)
    return [task["task_id"] for task in made["tasks"]]


def test_a_group_is_cancelled_and_no_other(say: Say, instance: str) -> None:
    """A cancel takes its own group off the lists."""
    create(say, instance, "one")
    (kept,) = create(say, instance, "two")

    say("cancelTaskGroup", agentid=111, process_instance_id=instance, activity_id="one")

    assert waiting(say) == [str(kept)]


def test_a_completed_to_do_waits_no_more(say: Say, instance: str) -> None:
    """An update takes one to-do off its list."""
    done, kept = create(say, instance, users=("zhang", "zhang"))
    update = {"agentid": 111, "process_instance_id": instance}

    lacking = say("updateTasks", **update, tasks=[{"task_id": done, "status": "COMPLETED"}])
    updated = say("updateTasks", **update, tasks=[{"task_id": done, "status": "COMPLETED", "result": "agree"}])
    unknown = say("updateTasks", **update, tasks=[{"task_id": 1, "status": "CANCELED"}])

    assert (lacking["errcode"], updated["errcode"], unknown["errcode"]) == (400002, 0, 400002)
    assert waiting(say) == [str(kept)]


def test_an_instance_that_is_over_takes_no_to_do(say: Say, instance: str) -> None:
    """After the end of an instance a creation is refused."""
    create(say, instance)
    say("updateInstance", process_instance_id=instance, status="COMPLETED", result="agree", cancel_running_task=True)

    refused = say("createTasks", process_instance_id=instance, activity_id="g", tasks=[TASK])

    assert (refused["errcode"], waiting(say)) == (820012, [])


def test_a_batch_is_done_or_none_of_it(say: Say, instance: str) -> None:
    """An unknown instance keeps the others as they are."""
    ends = [{"process_instance_id": each, "status": "TERMINATED", "result": "refuse"} for each in (instance, "none")]

    refused = say("updateInstances", instances=ends)

    assert refused["errcode"] == 820004
    assert create(say, instance)


def test_the_101st_to_do_is_refused(say: Say, instance: str) -> None:
    """A creation beyond a hundred to-dos makes none."""
    create(say, instance, users=("zhang",) * 99)

    refused = say("createTasks", process_instance_id=instance, activity_id="g", tasks=[TASK, TASK])
    last = say("createTasks", process_instance_id=instance, activity_id="g", tasks=[TASK])

    assert (refused["errcode"], last["errcode"]) == (820010, 0)
    assert "errmsg" not in refused


def test_a_template_is_found_until_it_is_deleted(say: Say, code: str) -> None:
    """A name is of one template, and finds it while it is there."""
    found = say("getProcessByName", name="Trip")
    taken = say("saveProcess", agentid=111, name="Trip", description="Another", form_component_list=FORM)
    say("saveProcess", agentid=111, process_code=code, name="Travel", description="A", form_component_list=FORM)
    renamed = say("getProcessByName", name="Travel")
    say("deleteProcess", agentid=111, process_code=code)
    gone = say("getProcessByName", name="Travel")

    assert (found["process_code"], taken["errcode"]) == (code, 820017)
    assert (renamed["process_code"], gone["errcode"]) == (code, 820004)


def test_what_is_cleaned_is_gone_with_its_instances(say: Say, code: str, instance: str) -> None:
    """A cleaned template takes its instances along."""
    create(say, instance)

    cleaned = say("cleanProcess", process_code=code, corpid="ding1234")

    assert (cleaned["errcode"], waiting(say)) == (0, [])
    assert say("createTasks", process_instance_id=instance, tasks=[TASK])["errcode"] == 820004


def test_one_creation_at_a_time_where_chosen(server: EmbeddedEmulator, say: Say, instance: str) -> None:
    """Chosen so, creations at once are refused with 820011."""
    server.call(lambda emulator: emulator.choose({"concurrent-creation": "reject"}))

    def one(_: int) -> int:
        code: int = say("createTasks", process_instance_id=instance, activity_id="g", tasks=[TASK])["errcode"]
        return code

    with ThreadPoolExecutor(8) as pool:
        at_once = set(pool.map(one, range(8)))

    assert at_once == {0, 820011}
    assert [one(number) for number in range(3)] == [0, 0, 0]


def test_the_state_of_the_whole_way_is_seed_data(server: EmbeddedEmulator, say: Say, instance: str) -> None:
    """What was made is shown, and can be held again."""
    create(say, instance)
    shown = httpx.get(f"{server.url}/_emulator/state", trust_env=False).json()

    again = make_emulator(DOCUMENT, seed_data=shown)

    assert json.loads(json.dumps(shown))["instances"][-1]["id"] == instance
    assert instance in again.state.instances
    page = httpx.get(f"{server.url}/_emulator/", trust_env=False).text
    assert all(each in page for each in ("Trip", instance, "Tokens", "suite_access_token"))
