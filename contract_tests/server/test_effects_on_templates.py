"""What is done to templates and tokens: what was saved is found, what was deleted is not, what was granted is good."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from contract_tests.server.programs import done
from dingtalk_contract.conformance import ClauseSkipped, ServerJudge, SkipReason
from dingtalk_contract.contract import Verb, phrase
from dingtalk_contract.deed import Fault, Workflow

pytestmark = pytest.mark.turn(-3)


@pytest.mark.rule("effect/distinct-codes")
def test_each_new_template_has_its_own_code(workflow: Workflow) -> None:
    """Three templates have three codes."""
    first = workflow.templates.save()
    workflow.templates.save()
    if workflow.hands.able(Verb.DELETE) is not None:
        workflow.delete(first)
    workflow.templates.save()


@pytest.mark.rule("effect/found")
def test_a_saved_template_is_found(workflow: Workflow) -> None:
    """Each of two templates is found."""
    workflow.templates.save()
    workflow.templates.save()


@pytest.mark.rule("effect/by-name")
def test_two_names_give_two_codes(workflow: Workflow) -> None:
    """Each is found by its own name, though one begins as another."""
    first, _ = workflow.templates.save(), workflow.templates.save()
    workflow.templates.save(f"{first.name}0")


@pytest.mark.rule("effect/updated")
def test_a_template_is_renamed_by_its_code(workflow: Workflow, judge: ServerJudge) -> None:
    """The new name alone gives the code, and another template stays."""
    template = workflow.templates.save()
    workflow.templates.save()
    for _ in range(2):
        done(workflow.templates.rename(template), judge)


@pytest.mark.rule("effect/unique-name")
def test_a_name_is_given_once(workflow: Workflow) -> None:
    """Neither a new template nor another one gets a name that is taken."""
    first, second = workflow.templates.save(), workflow.templates.save()
    workflow.templates.save_namesake(first)
    workflow.templates.save_namesake(first, second)


@pytest.mark.rule("effect/gone")
def test_a_deleted_template_is_not_found(workflow: Workflow, judge: ServerJudge) -> None:
    """Of two templates the deleted one is gone."""
    workflow.templates.save()
    for cancels in (True, False):
        done(workflow.delete(workflow.templates.save(), cancels=cancels), judge)
        workflow.wait()
        workflow.templates.look()


@pytest.mark.rule("effect/no-instances")
def test_no_instance_is_made_of_a_deleted_template(workflow: Workflow, judge: ServerJudge) -> None:
    """Where an instance could be made before, none can afterwards."""
    template = workflow.templates.save()
    start = workflow.hands.require(Verb.START)
    if not workflow.hands.carry(start, template=template.code).is_accepted:
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, start.operation.id)
    done(workflow.delete(template), judge)
    workflow.templates.start_none(template)


@pytest.mark.rule("effect/good")
def test_the_token_is_good_everywhere(workflow: Workflow, judge: ServerJudge) -> None:
    """Each operation that accepts a request accepts it with the token too."""
    token, takers = _ask(workflow, judge), list(_takers(workflow, judge))
    if not takers:
        raise ClauseSkipped(SkipReason.UNSEEN, workflow.hands.name(Verb.LIST))
    for taker in takers:
        workflow.expect(_refusing(workflow, judge, taker, token, "good"))


@pytest.mark.rule("effect/lasting")
def test_both_tokens_are_good(workflow: Workflow, judge: ServerJudge) -> None:
    """After the second and the third was asked for, each before is good yet."""
    taker = next(_takers(workflow, judge), None)
    if taker is None:
        raise ClauseSkipped(SkipReason.UNSEEN, workflow.hands.name(Verb.LIST))
    tokens = []
    for _ in range(3):
        tokens.append(_ask(workflow, judge))
        for token in tokens[:-1]:
            workflow.expect(_refusing(workflow, judge, taker, token, "lasting"))
        workflow.expect(_refusing(workflow, judge, taker, tokens[-1], "good"))
    workflow.wait()
    workflow.expect(_refusing(workflow, judge, taker, tokens[0], "lasting"))


def _ask(workflow: Workflow, judge: ServerJudge) -> str:
    token = workflow.hands.carry(judge).value("token")
    if not isinstance(token, str) or not token:
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, judge.operation.id)
    return token


def _takers(workflow: Workflow, judge: ServerJudge) -> Iterator[ServerJudge]:
    """Return the judges on operations that get their token of this one and may be asked often; lists first."""
    verbs = (Verb.LIST, Verb.FIND, Verb.START, Verb.SAVE, Verb.PUT, Verb.CANCEL, Verb.FINISH, Verb.END)
    fed = {link.target for link in judge.operation.links if link.parameters}
    for each in verbs:
        for name in workflow.hands.names.get(each, ()):
            taker = workflow.hands.able(each, name)
            if taker is not None and name in fed:
                yield taker


def _refusing(
    workflow: Workflow, judge: ServerJudge, taker: ServerJudge, token: str, slug: str
) -> Callable[[], Fault | None]:
    """Return what finds that an operation refuses a token where it accepts another."""

    def find_fault() -> Fault | None:
        body = taker.minimal()
        given = replace(taker.maker, token=replace(taker.maker.token, value=token))
        if workflow.hands.send(taker, given.draft(body)).is_accepted:
            return None
        # Refused for its token, or for all else?
        others = (taker.make, taker.maker, replace(given, token=replace(given.token, value=_ask(workflow, judge))))
        is_accepted = any(workflow.hands.send(taker, make.draft(taker.minimal())).is_accepted for make in others)
        if not is_accepted or workflow.hands.send(taker, given.draft(taker.minimal())).is_accepted:
            return None
        return Fault(
            operation_id=judge.operation.id,
            slug=slug,
            expected=phrase("{0} accepted with the token that was given", taker.operation.id),
            received=phrase("it was refused"),
        )

    return find_fault
