"""What the emulator holds: apps and tokens of each kind, instances with groups, and what can be chosen."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dingtalk_contract.contract import Document, Operation
from dingtalk_contract.emulator import Emulator, make_emulator, read_seed_data, show_state
from dingtalk_contract.errors import UsageError

from .conftest import START, Say, make_request, statuses

SEED_DATA: dict[str, Any] = {
    "apps": [{"id": 1}, {"id": 2, "kind": "enterprise"}, {"id": 3, "kind": "personal"}],
    "tokens": [
        {"value": "one", "app": 1},
        {"value": "two", "app": 2, "expires_in": 7200},
        {"value": "three", "app": 3},
        {"value": "old", "app": 1, "expires_in": 0},
    ],
    "instances": [
        {
            "id": "i",
            "groups": [
                {"id": "g", "todos": [{"id": 1}, {"id": 2, "status": "COMPLETED"}, {"id": 3, "status": "CANCELED"}]},
                {"id": "h", "todos": [{"id": 4}]},
                {"id": "done", "todos": [{"id": 5, "status": "COMPLETED"}]},
            ],
        },
        {"id": "j", "groups": [{"id": "g", "todos": [{"id": 6}]}]},
        {"id": "official", "workflow": "official"},
    ],
}


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def seeded(document: Document, clock: Clock) -> Emulator:
    """An emulator with apps of each kind, and two instances of the family."""
    return make_emulator(document, seed_data=SEED_DATA, clock=clock)


@pytest.fixture
def call(seeded: Emulator, operation: Operation) -> Say:
    """Cancel a group of the seeded emulator, some parts replaced, and give the members of the answer."""

    def call(token: str = "one", **fields: Any) -> dict[str, Any]:
        request = {"agentid": 1, "process_instance_id": "i", "activity_id": "g", **fields}
        answer = seeded.answer(make_request(operation, {"request": request}, token))
        members: dict[str, Any] = json.loads(answer.body)
        return members

    return call


def test_only_running_todos_of_the_named_groups_are_cancelled(call: Say, seeded: Emulator) -> None:
    """Finished to-dos, other groups and other instances stay as they are."""
    call(activity_id_list=["h"])

    expected = {"g": ["CANCELED", "COMPLETED", "CANCELED"], "h": ["CANCELED"], "done": ["COMPLETED"]}
    assert statuses(seeded, "i") == expected
    assert statuses(seeded, "j") == {"g": ["RUNNING"]}


@pytest.mark.parametrize(("token", "agentid"), [("one", 1), ("two", 2)])
def test_internal_and_enterprise_apps_may_call(call: Say, token: str, agentid: int) -> None:
    """Both kinds that the page names may cancel."""
    assert call(token, agentid=agentid)["errcode"] == 0


def test_a_personal_app_may_not_call(call: Say, seeded: Emulator) -> None:
    """A third-party personal app lacks the permission, and cancels nothing."""
    members = call("three", agentid=3)

    assert (members["errcode"], members["sub_code"]) == (88, "60011")
    assert statuses(seeded, "j") == {"g": ["RUNNING"]}


@pytest.mark.parametrize("agentid", [2, 3, 4])
def test_an_agentid_is_that_of_the_tokens_app(call: Say, agentid: int) -> None:
    """The number of another app, known or not, is 40056."""
    assert call("one", agentid=agentid)["errcode"] == 40056


def test_a_token_expires(call: Say, clock: Clock) -> None:
    """A token is good until its time is over, and then refused as unknown."""
    before = call("two", agentid=2)
    clock.now += 7199.9
    last = call("two", agentid=2)
    clock.now += 0.1
    after = call("two", agentid=2)

    assert [each["errcode"] for each in (before, last, after)] == [0, 0, 88]
    assert after["sub_code"] == "40014"
    assert call("old")["sub_code"] == "40014"


def test_an_expired_token_can_be_42001(call: Say, seeded: Emulator) -> None:
    """The other code of the table can be chosen."""
    seeded.choose({"expired-token": "42001"})

    assert call("old")["sub_code"] == "42001"


def test_an_instance_of_the_official_workflow_is_8100017_or_810007(call: Say, seeded: Emulator) -> None:
    """Of the two codes that sources have, either can be had."""
    first = call(process_instance_id="official")
    seeded.choose({"foreign-instance": "810007"})
    second = call(process_instance_id="official")

    assert (first["errcode"], first["errmsg"]) == (8100017, "无操作审批流的权限，请检查审批实例或者模板是否正确")
    assert (second["errcode"], second["errmsg"]) == (810007, "没有操作审批流的权限")


@pytest.mark.parametrize(
    ("choice", "fields", "errcode"),
    [
        ("unknown-group", {"activity_id": "x"}, 400002),
        ("unknown-group", {"activity_id_list": ["x"]}, 400002),
        ("finished-group", {"activity_id": "done"}, 820006),
        ("finished-group", {"activity_id_list": ["h", "done"]}, 820006),
        ("empty-list", {"activity_id_list": []}, 400002),
    ],
)
def test_what_no_source_settles_can_be_refused(
    call: Say, seeded: Emulator, choice: str, fields: Any, errcode: int
) -> None:
    """Accepted by default; refused, it cancels nothing of the rest."""
    assert call(**fields)["errcode"] == 0

    seeded.reset()
    seeded.choose({choice: "reject"})
    before = show_state(seeded.state)

    assert call(**fields)["errcode"] == errcode
    assert show_state(seeded.state) == before


def test_a_second_cancel_can_be_refused(call: Say, seeded: Emulator) -> None:
    """Where finished groups are refused, a group is cancelled but once."""
    seeded.choose({"finished-group": "reject"})

    assert [call()["errcode"] for _ in range(2)] == [0, 820006]


@pytest.mark.parametrize("choices", [{"unknown-group": "perhaps"}, {"none": "reject"}])
def test_a_choice_that_is_none_is_told(emulator: Emulator, choices: dict[str, str]) -> None:
    """What cannot be chosen is refused with what can be."""
    with pytest.raises(UsageError, match=r"There are: expired-token=40014\|42001, foreign-instance="):
        emulator.choose(choices)


def test_the_state_is_shown_as_seed_data(document: Document, seeded: Emulator) -> None:
    """What is shown can be read again, and is the same then."""
    shown = show_state(seeded.state)

    again = make_emulator(document, seed_data=shown, clock=seeded.clock)

    assert show_state(again.state) == shown
    assert "'one'" not in repr(seeded.state)


def test_data_can_be_added_until_a_reset(emulator: Emulator, say_with: Say) -> None:
    """What is added is held beside the rest, or instead of its namesake."""
    todos = [{"id": 9}]
    emulator.add({"instances": [{"id": "new", "groups": [{"id": "g", "todos": todos}]}, {"id": "proc-zzz"}]})

    assert say_with(process_instance_id="new", activity_id="g", activity_id_list=[])["errcode"] == 0
    assert statuses(emulator, "new") == {"g": ["CANCELED"]}
    assert statuses(emulator) == {}
    emulator.reset()
    assert statuses(emulator) == START
    assert "new" not in emulator.state.instances


def test_a_token_can_be_added_to_a_known_app(emulator: Emulator) -> None:
    """Added data may speak of an app that is there."""
    emulator.add({"tokens": [{"value": "more", "app": 111}]})

    with pytest.raises(UsageError, match="/tokens/0/app: 7 is no app of these data"):
        emulator.add({"tokens": [{"value": "more", "app": 7}]})
    assert {b"6d1bxxxx", b"more"} <= set(emulator.state.tokens)


@pytest.mark.parametrize(
    ("seed_data", "fault"),
    [
        ([], "the whole: "),
        ({"agentid": 111}, "the whole: .*'agentid' was unexpected"),
        ({"apps": [{"id": "111"}]}, "/apps/0/id: "),
        ({"apps": [{"id": 1, "kind": "other"}]}, "/apps/0/kind: "),
        ({"apps": [{"id": 1}, {"id": 1}]}, "/apps/1/id: it stands in an earlier entry too"),
        ({"tokens": [{"value": "x", "app": 1}]}, "/tokens/0/app: 1 is no app of these data"),
        ({"apps": [{"id": 1}], "tokens": [{"value": " ", "app": 1}]}, "/tokens/0/value: no token is blank"),
        ({"instances": [{"id": "i", "groups": [{"id": "g"}]}]}, '/instances/0/groups/0: "todos" is a required'),
        (
            {"instances": [{"id": "i", "groups": [{"id": "g", "todos": [{"id": 1, "status": "RUNING"}]}]}]},
            "/instances/0/groups/0/todos/0/status: ",
        ),
        (
            {"instances": [{"id": "i", "groups": [{"id": "g", "todos": []}, {"id": "g", "todos": []}]}]},
            "/instances/0/groups/1/id: it stands in an earlier entry too",
        ),
    ],
)
def test_bad_seed_data_are_refused_with_the_pointer(document: Document, seed_data: Any, fault: str) -> None:
    """A fault of seed data is named by its JSON pointer."""
    with pytest.raises(UsageError, match=fault):
        make_emulator(document, seed_data=seed_data)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "it is no JSON"),
        ('{"apps": [], "apps": []}', "the name 'apps' stands twice"),
        ("[" * 5000, "it is no JSON"),
        ('{"apps": [{"id": 1e999}]}', "beyond bounds"),
        ('{"apps": [{"id": "s"}]}', "/apps/0/id: "),
    ],
)
def test_a_bad_file_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    """A file that is no seed data is named with its fault."""
    file = tmp_path / "seed.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=rf"cannot use the seed data '.*seed.json': .*{fault}"):
        read_seed_data(file)


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    """A file that cannot be read is named with the reason."""
    with pytest.raises(UsageError, match="No such file"):
        read_seed_data(tmp_path / "none.json")


def test_the_schema_of_seed_data_is_valid(emulator: Emulator) -> None:
    """The schema in the repository is one, and takes the pages' examples."""
    from dingtalk_contract.emulator._seed_data import SCHEMA_PATH

    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))

    jsonschema_rs.meta.validate(schema)
    jsonschema_rs.validate(schema, emulator.seed_data)
