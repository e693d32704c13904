"""What the emulator does beyond checking: one operation changes the state, and others need none."""

from dataclasses import replace

import pytest

from dingtalk_contract.contract import Document, Operation
from dingtalk_contract.emulator import Emulator, make_emulator
from dingtalk_contract.exchange import judge_outcome

from .conftest import START, Say, make_request, statuses


def test_a_group_is_cancelled(emulator: Emulator, say_with: Say) -> None:
    """The group and each of the list no longer run."""
    say_with(activity_id="1111", activity_id_list=["2222"])

    assert statuses(emulator) == {**START, "1111": ["CANCELED"], "2222": ["CANCELED", "COMPLETED"]}


def test_groups_that_are_not_named_run_on(emulator: Emulator, say: Say, operation: Operation) -> None:
    """Without a list one group is cancelled, and the other runs on."""
    fields = {**operation.body_example["request"]}
    del fields["activity_id_list"]

    say(body={"request": fields})

    assert statuses(emulator) == {**START, "1111": ["CANCELED"]}


@pytest.mark.parametrize("groups", [[], ["1111", "1111"], ["unknown"], [""], ["\ud800"]])
def test_cancelling_is_repeatable(say_with: Say, groups: list[str]) -> None:
    """Groups that are cancelled already, or that nobody knows, are accepted."""
    codes = [say_with(activity_id_list=groups)["errcode"] for _ in range(2)]

    assert codes == [0, 0]


@pytest.mark.parametrize("instance", ["", "PROC-ZZZ", "proc-zzz ", "\ud800"])
def test_an_unknown_instance_is_820004(say_with: Say, instance: str) -> None:
    """An instance that the emulator does not hold is told so."""
    members = say_with(process_instance_id=instance)

    assert (members["errcode"], members["errmsg"]) == (820004, "流程实例不存在")


@pytest.mark.parametrize("agentid", [0, 112, -111, 2574805120])
def test_another_app_is_40056(say_with: Say, agentid: int) -> None:
    """An agentid other than the app's is told so, before the instance is."""
    members = say_with(agentid=agentid, process_instance_id="unknown")

    assert (members["errcode"], members["errmsg"]) == (40056, "无效的微应用ID")


def test_a_rejected_request_cancels_nothing(emulator: Emulator, say_with: Say) -> None:
    """A request that is refused leaves every group running."""
    say_with(agentid=112)
    say_with(activity_id_list=["1111", 2])
    say_with(process_instance_id="unknown")

    assert statuses(emulator) == START


def test_a_reset_lets_all_run_again(emulator: Emulator, say: Say) -> None:
    """After a reset the state is that of the start, and ids still differ."""
    before = say()["request_id"]

    emulator.reset()

    assert statuses(emulator) == START
    assert say()["request_id"] != before


@pytest.mark.parametrize("operation_id", ["createTask", "emulator", "routes", "a.b", "删除", "bodies"])
def test_an_operation_without_behaviour_is_validated_alone(
    document: Document, operation: Operation, operation_id: str
) -> None:
    """An operation of no module of its own is answered 0 where it is valid."""
    plain = replace(operation, id=operation_id, path="/topapi/plain")
    emulator = make_emulator(replace(document, operations=(operation, plain)))
    bodies = [operation.body_example, {"request": {}}]

    outcomes = [judge_outcome(emulator.answer(make_request(plain, body)))[0] for body in bodies]

    assert outcomes == ["accepted", "rejected"]
    assert statuses(emulator) == START


def test_an_operation_without_a_token_asks_for_none(document: Document, operation: Operation) -> None:
    """Where the document asks for no token, none is needed."""
    open_to_all = replace(operation, token_name=None)
    emulator = make_emulator(replace(document, operations=(open_to_all,)))
    request = replace(make_request(operation, operation.body_example), query=b"")

    outcome, _ = judge_outcome(emulator.answer(request))

    assert outcome == "accepted"
