"""What deeds do to to-dos and instances: what they name is taken off or ended, and all else stays."""

from collections.abc import Callable
from itertools import product

import pytest

from contract_tests.server.programs import done, filled, none_changes, results, statuses
from dingtalk_contract.conformance import ClauseSkipped, ServerJudge, SkipReason
from dingtalk_contract.contract import Clause, Verb, phrase
from dingtalk_contract.deed import Instance, Workflow

pytestmark = pytest.mark.turn(-3)


@pytest.mark.rule("effect/takes-off")
def test_each_status_takes_to_dos_off(workflow: Workflow, judge: ServerJudge) -> None:
    """Several to-dos of one request go, with either status and result."""
    for status, result in product(statuses(judge), results(judge)):
        instance = filled(workflow, *workflow.groups[:2])
        done(workflow.finish(instance.todos[:1], status, result), judge)
        done(workflow.finish(instance.todos[1:], status, result), judge)
        # Accepted or refused, it brings nothing back.
        workflow.finish(instance.todos, status)


@pytest.mark.rule("effect/cancels")
def test_no_to_do_of_the_group_is_waiting(workflow: Workflow, judge: ServerJudge) -> None:
    """The to-dos of every user and request go, with a list and without."""
    first, second, _ = workflow.groups
    instance = filled(workflow, first, second)
    workflow.put(instance, first, workflow.users[:1] * 2)
    done(workflow.cancel(instance, [first]), judge)
    done(workflow.cancel(instance, [second, second]), judge)


@pytest.mark.rule("effect/each-group")
def test_each_group_of_the_list_goes(workflow: Workflow, judge: ServerJudge) -> None:
    """Two of a list go, and three do."""
    first, second, third = workflow.groups
    done(workflow.cancel(filled(workflow, first, second, third), [first, second]), judge)
    if workflow.hands.able(Verb.START) is not None:
        done(workflow.cancel(filled(workflow, first, second, third), [third, first, second]), judge)


@pytest.mark.rule("effect/again")
def test_a_second_cancel_brings_nothing_back(workflow: Workflow, judge: ServerJudge) -> None:
    """A group that was cancelled stays so, by itself as beside another."""
    first, second, _ = workflow.groups
    instance = filled(workflow, first, second)
    done(workflow.cancel(instance, [first]), judge)
    for groups in ([first], [first, second], [first, second]):
        workflow.cancel(instance, groups)
        workflow.look_later()


@pytest.mark.rule("effect/spares-groups")
def test_another_group_stays(workflow: Workflow, judge: ServerJudge) -> None:
    """The groups that were not named wait on, those of no name too."""
    first, second, third = workflow.groups
    instance = filled(workflow, first, second, third)
    workflow.try_put(instance, "", workflow.users[:1])
    for groups in ([second], [second, third]):
        done(workflow.cancel(instance, groups), judge)
        workflow.look_later()


@pytest.mark.rule("effect/cancels-running")
def test_no_to_do_of_the_instance_is_waiting(workflow: Workflow, judge: ServerJudge) -> None:
    """The to-dos of each group and user go, with either status."""
    for status in statuses(judge):
        done(workflow.end([_own(workflow, *workflow.groups[:2])], status, judge), judge)


@pytest.mark.rule("effect/ends")
def test_no_to_do_is_created_afterwards(workflow: Workflow, judge: ServerJudge) -> None:
    """Each instance of a request is over, with either status and result."""
    deed = judge.operation.deed
    assert deed is not None, "effects are of deeds"
    ways = product(statuses(judge), results(judge), (True, False) if "cancels" in deed.takes else (True,))
    for status, result, cancels in ways:
        instances = [_own(workflow, workflow.groups[0]) for _ in range(2 if deed.is_batch else 1)]
        done(workflow.end(instances, status, judge, cancels=cancels, result=result), judge)
        for instance in instances:
            workflow.put_none(instance)
        workflow.wait()
        workflow.put_none(instances[0])


@pytest.mark.rule("effect/none-on-finished")
def test_no_way_to_end_an_instance_leaves_it_open(workflow: Workflow) -> None:
    """However an instance was ended, it takes no more to-dos."""
    ender = workflow.hands.require(Verb.END)
    for status in statuses(ender):
        instance = _own(workflow, workflow.groups[0])
        done(workflow.end([instance], status, ender), ender)
        workflow.put_none(instance)


@pytest.mark.rule("effect/spares-others")
def test_what_is_not_named_stays(workflow: Workflow, judge: ServerJudge) -> None:
    """What is alike in all but its id is there yet."""
    deed = judge.operation.deed
    assert deed is not None, "effects are of deeds"
    acts: dict[Verb, Callable[[Workflow, ServerJudge], None]] = {
        Verb.CANCEL: _cancel_one_of_two,
        Verb.FINISH: _finish_one_of_several,
        Verb.END: _end_one_of_two,
        Verb.DELETE: _delete_one_of_two,
    }
    acts[deed.verb](workflow, judge)


def _cancel_one_of_two(workflow: Workflow, judge: ServerJudge) -> None:
    group = workflow.groups[0]
    kept, cancelled = _own(workflow, group), _own(workflow, group)
    done(workflow.cancel(cancelled, [group]), judge)
    workflow.cancel(cancelled, [group, workflow.groups[1]])
    workflow.look_later()
    workflow.put(kept, workflow.groups[2], workflow.users[:1])


def _finish_one_of_several(workflow: Workflow, judge: ServerJudge) -> None:
    for status in statuses(judge):
        instance = filled(workflow, *workflow.groups[:2])
        done(workflow.finish(instance.todos[1:2], status), judge)
        workflow.look_later()


def _end_one_of_two(workflow: Workflow, judge: ServerJudge) -> None:
    for status in statuses(judge):
        kept, ended = _own(workflow, workflow.groups[0]), _own(workflow, workflow.groups[0])
        done(workflow.end([ended], status, judge), judge)
        workflow.look_later()
        if not workflow.try_put(kept, workflow.groups[2], workflow.users[:1]):
            expected, received = phrase("a to-do created of another instance"), phrase("it was refused")
            workflow.blame(judge.operation.id, "spares-others", expected, received)


def _delete_one_of_two(workflow: Workflow, judge: ServerJudge) -> None:
    workflow.hands.require_sight(Verb.FIND)
    if workflow.hands.able(Verb.PUT) is not None and workflow.hands.able(Verb.LIST) is not None:
        _own(workflow, workflow.groups[0])
    first, second, third = (workflow.templates.save() for _ in range(3))
    for template in (second, third):
        done(workflow.delete(template), judge)
        workflow.wait()
        workflow.templates.look()
    assert not first.is_deleted, "it was never named"


@pytest.mark.rule("effect/refused")
def test_no_refused_request_changes_anything(judge: ServerJudge, workflow: Workflow, clause: Clause) -> None:
    """After each kind of refusal all is as it was."""
    deed = judge.operation.deed
    assert deed is not None, "effects are of deeds"
    prepare = {
        Verb.PUT: _to_put,
        Verb.CANCEL: _to_cancel,
        Verb.FINISH: _to_finish,
        Verb.END: _to_end,
        Verb.SAVE: _to_save,
        Verb.DELETE: _to_delete,
    }[deed.verb]
    if deed.verb in {Verb.SAVE, Verb.DELETE}:
        workflow.hands.require_sight(Verb.FIND)
    none_changes(judge, prepare, clause)


def _to_put(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    instance = filled(workflow, workflow.groups[0])
    urls = [f"https://example.com/refused?{number}" for number, _ in enumerate(workflow.users[:2])]
    body = _fill(judge, instance=instance.id, group=workflow.groups[0], user=workflow.users[:2], url=urls)
    return body, workflow.look_later


def _to_cancel(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    first, second, _ = workflow.groups
    instance = filled(workflow, first, second)
    return _fill(judge, instance=instance.id, group=first, groups=[first, second]), workflow.look_later


def _to_finish(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    instance = filled(workflow, workflow.groups[0])
    ids = [todo.id or "" for todo in instance.todos]
    if not all(each.isdecimal() for each in ids):
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, workflow.hands.name(Verb.PUT))
    statuses_ = [statuses(judge)[-1]] * len(ids)
    return _fill(judge, instance=instance.id, todo=list(map(int, ids)), status=statuses_), workflow.look_later


def _to_end(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    instance = _own(workflow, workflow.groups[0])
    status = statuses(judge)[0]

    def look() -> None:
        workflow.look_later()
        if not workflow.try_put(instance, workflow.groups[2], workflow.users[:1]):
            expected, received = phrase("a to-do created, as the instance is not over"), phrase("it was refused")
            workflow.blame(judge.operation.id, "refused", expected, received)

    if judge.operation.deed is not None and judge.operation.deed.is_batch:
        return _fill(judge, instance=[instance.id], status=[status]), look
    return _fill(judge, instance=instance.id, status=status, cancels=True), look


def _to_save(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    templates = workflow.templates
    template = templates.save()
    body = _fill(judge, template=template.code, name=workflow.session.new_name())

    def look() -> None:
        templates.refused(judge)
        templates.look()

    return body, look


def _to_delete(workflow: Workflow, judge: ServerJudge) -> tuple[object, Callable[[], None]]:
    templates = workflow.templates
    body = _fill(judge, template=templates.save().code)

    def look() -> None:
        templates.refused(judge)
        templates.look()

    return body, look


def _fill(judge: ServerJudge, **roles: object) -> object:
    assert judge.operation.deed is not None, "effects are of deeds"
    return judge.operation.deed.fill(judge.body, roles)


def _own(workflow: Workflow, *groups: str) -> Instance:
    """Return an instance that the program made, with to-dos in these groups."""
    if workflow.hands.able(Verb.START) is None:
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, workflow.hands.name(Verb.START))
    return filled(workflow, *groups)
