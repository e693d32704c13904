"""What is done to to-dos: those created are listed, those taken off are not, and no others come or go."""

from collections.abc import Iterator

import pytest

from contract_tests.server.programs import filled, removers
from dingtalk_contract.conformance import ClauseSkipped, ServerJudge, SkipReason
from dingtalk_contract.contract import Clause, Verb, phrase
from dingtalk_contract.deed import Instance, Walk, Workflow

pytestmark = pytest.mark.turn(-3)
FEW = 12
"""To-dos on a list that may be walked one by one."""
PER_CALL, MOST = 20, 100
"""No more to-dos a request than the new API's page allows, and no more an instance than this one's."""


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/listed")
def test_each_is_waiting_on_the_list_of_its_user(workflow: Workflow) -> None:
    """To-dos of several requests, groups and users are all there."""
    first, second, _ = workflow.groups
    instance = filled(workflow, first, second)
    workflow.put(instance, first, [workflow.users[0]] * 2)
    workflow.try_put(instance, "", workflow.users[:1])
    workflow.look_later()


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/as-created")
def test_each_is_listed_as_it_was_created(workflow: Workflow) -> None:
    """To-dos of two instances keep what they are."""
    for _ in filled(workflow, workflow.groups[0]), filled(workflow, workflow.groups[0]):
        workflow.look()


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/no-others")
def test_one_request_creates_no_more_than_it_says(workflow: Workflow) -> None:
    """A request of one to-do, and one of three, bring these alone."""
    instance = workflow.start()
    workflow.put(instance, workflow.groups[0], workflow.users[:1])
    workflow.put(instance, workflow.groups[1], [*workflow.users[:2], workflow.users[0]])
    workflow.look_later()


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/distinct-ids")
def test_no_id_comes_twice(workflow: Workflow, judge: ServerJudge) -> None:
    """Neither in one request nor in several does an id come again."""
    for _ in range(3):
        instance = workflow.start()
        if judge.operation.deed and judge.operation.deed.verb is Verb.PUT:
            workflow.put(instance, workflow.groups[0], [*workflow.users[:2], workflow.users[0]])
        if not instance.is_own:
            return


@pytest.mark.turn(-2)
@pytest.mark.rule("effect/limit")
def test_the_hundred_and_first_is_refused(workflow: Workflow, clause: Clause) -> None:
    """Two more than ninety-nine are refused, and one more than a hundred."""
    instance = workflow.start()
    if not instance.is_own:
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, workflow.hands.name(Verb.START))
    for number in (*[PER_CALL] * (MOST // PER_CALL - 1), PER_CALL - 1, 1):
        if len(instance.todos) == MOST - 1:
            more_is_refused(workflow, clause, instance, 2)
        # On the lists of two users, where there are two: the limit is the instance's.
        workflow.put(instance, workflow.groups[0], (workflow.users[:2] * number)[:number])
    more_is_refused(workflow, clause, instance, 1)
    workflow.look_later()
    for remove in removers(workflow):
        # The lists of others to come are short again.
        remove(instance)
        break


def more_is_refused(workflow: Workflow, clause: Clause, instance: Instance, number: int) -> None:
    """Show that so many more to-dos are refused."""
    if workflow.try_put(instance, workflow.groups[0], workflow.users[:1] * number):
        expected = phrase("the to-do after {0} refused", MOST)
        workflow.blame(clause.operation_id, "limit", expected, phrase("it was accepted"))


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/own-list")
def test_two_users_have_two_lists(workflow: Workflow) -> None:
    """A to-do is on the one list, and not on the other."""
    instance, other = workflow.start(), workflow.other_user
    workflow.put(instance, workflow.groups[0], workflow.users[:1])
    workflow.put(instance, workflow.groups[0], [other])


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/lists")
def test_what_was_created_is_listed(workflow: Workflow) -> None:
    """Of several to-dos one at least is on the list of its user."""
    workflow.put(workflow.start(), workflow.groups[0], [*workflow.users[:2], workflow.users[0]])


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/status")
def test_what_waits_is_not_removed(workflow: Workflow, clause: Clause) -> None:
    """A to-do is under one status, before its removal as after it."""
    instance = workflow.start()
    (todo,) = workflow.put(instance, workflow.groups[0], workflow.users[:1])
    if workflow.lists.has_removed(todo):
        expected = phrase("{0}, which is waiting, not among those removed", todo.id)
        workflow.blame(clause.operation_id, "status", expected, phrase("it is there"))
    for remove in removers(workflow):
        workflow.put(instance, workflow.groups[0], workflow.users[:1])
        remove(instance)


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/count")
def test_no_page_is_longer(workflow: Workflow) -> None:
    """Pages of each size keep it."""
    for walk in walks(workflow):
        workflow.expect(walk.too_long)


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/pages")
def test_each_is_given_once(workflow: Workflow) -> None:
    """On pages of each size each to-do is there once."""
    for walk in walks(workflow):
        workflow.expect(walk.too_long)
        workflow.expect(walk.not_once)


@pytest.mark.turn(-4)
@pytest.mark.rule("effect/more")
def test_more_is_said_until_the_end(workflow: Workflow) -> None:
    """Each page says rightly whether another follows."""
    for walk in walks(workflow):
        workflow.expect(walk.not_once)
        workflow.expect(walk.misled)


def walks(workflow: Workflow) -> Iterator[Walk]:
    """Return walks over a list of a few to-dos: all on one page, pages that end where the list does, and others."""
    instance = workflow.start()
    user, groups = workflow.users[0], workflow.groups
    for group in (groups[0], groups[1], groups[0]):
        workflow.put(instance, group, [user] * 2)
    total, most = sum(len(page.rows) for page in workflow.lists.walk(user)), workflow.lists.count
    few = [1, 2, 4] if total <= FEW else [(total + 3) // 4]
    for size in sorted({min(each, most) for each in (*few, total)}):
        yield Walk(lists=workflow.lists, user=user, size=size, todos=instance.running())
