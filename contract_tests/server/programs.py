"""The programs: what several effect clauses do on a target before and after the deed that they are about."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from contract_tests.samples import STRANGE_TOKEN
from dingtalk_contract.conformance import ClauseSkipped, ServerCase, ServerJudge, SkipReason, Violation
from dingtalk_contract.contract import (
    Clause,
    Verb,
    absence,
    apply_everywhere,
    forbidden_values,
    phrase,
    replacement,
    take,
)
from dingtalk_contract.deed import Hands, Instance, Workflow

UNKNOWN = "dingtalk-contract-unknown"
"""What no target has an instance or a group called."""
UNKNOWN_NUMBER = 404_000_000_404
Prepare = Callable[[Workflow, ServerJudge], tuple[object, Callable[[], None]]]
"""Makes what a request would change; gives the request that would, and looks whether it was changed."""


def begin(judge: ServerJudge) -> Workflow:
    """Begin a program with nothing done yet."""
    arranger = judge.arranger
    assert arranger is not None, "at the real service nothing is made"
    return Workflow(hands=Hands(judges=arranger.judges, session=judge.session, names=arranger.names))


def done(is_accepted: object, judge: ServerJudge) -> None:
    """Make sure that a deed was accepted, without which nothing can be seen of it."""
    if not is_accepted:
        raise ClauseSkipped(SkipReason.NOT_ARRANGED, judge.operation.id)


def filled(workflow: Workflow, *groups: str) -> Instance:
    """Return an instance with to-dos of each user in each of these groups."""
    instance = workflow.start()
    for group in groups:
        workflow.put(instance, group, workflow.users[:2])
    return instance


def refused_requests(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return requests of each kind that is to be refused: with a fault in token or field, or of what is not there."""
    draft = judge.make.draft(judge.body)
    if judge.operation.token_name:
        yield ServerCase(phrase("no token"), replace(draft, query=()))
        query = ((judge.operation.token_name, STRANGE_TOKEN),)
        yield ServerCase(phrase("the token of somebody else"), replace(draft, query=query))
    for field in judge.operation.body.walk():
        if not field.steps:
            continue
        is_needed = field.required or "x-required-when" in field.schema
        edits = [absence(field)] if is_needed and not field.is_item else []
        wrong = list(forbidden_values(field, take(judge.body, field.steps)))
        edits += [replacement(field, value) for value in (wrong[:1] + wrong[-1:])]
        for edit in edits:
            for where, body in apply_everywhere(judge.body, edit):
                yield ServerCase(phrase("{0}{1}", edit.description, where), judge.make.draft(body))
    yield from _of_the_unknown(judge)


def _of_the_unknown(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the request with one more thing in its list that is not there, after all that are."""
    deed = judge.operation.deed
    assert deed is not None, "effects are of deeds"
    unknown = {"groups": UNKNOWN, "todo": UNKNOWN_NUMBER, "instance": UNKNOWN, "template": UNKNOWN}
    for role in [each for each in ("instance", "template") if each in deed.takes and each not in deed.lists()]:
        yield ServerCase(phrase("of what is not there"), judge.make.draft(deed.fill(judge.body, {role: UNKNOWN})))
    for role in deed.lists():
        rows = deed.listed(judge.body, role)
        if role in unknown and rows:
            others = {each: deed.listed(judge.body, each) for each in deed.lists() if each != role}
            longer = {each: [*values, values[-1]] for each, values in others.items() if values}
            body = deed.fill(judge.body, {role: [*rows, unknown[role]], **longer})
            yield ServerCase(phrase("one more that is not there"), judge.make.draft(body))


def none_changes(judge: ServerJudge, prepare: Prepare, clause: Clause) -> None:
    """Show that requests that are refused change nothing; where they do, name the one that does."""
    accepted: set[int] = set()
    refused: list[int] = []
    try:
        # What a target accepts is no refusal, and changes what the others are of: all is made anew without it.
        while (found := _send(judge, prepare, accepted, refused)) is not None:
            accepted.add(found)
    except Violation as violation:
        if violation.clause_id != clause.id:
            raise
        for index in refused:
            others = set(range(refused[-1] + 1)) - {index}
            _send(judge, prepare, others, [])
        raise


def _send(judge: ServerJudge, prepare: Prepare, left_out: set[int], refused: list[int]) -> int | None:
    """Send every request but some, and look; return the index of the first that is accepted, None where none is."""
    workflow = begin(judge)
    body, look = prepare(workflow, judge)
    refused.clear()
    names = []
    for index, case in enumerate(refused_requests(replace(judge, _body=body))):
        if index in left_out:
            continue
        if not workflow.refuse(judge, case.draft):
            workflow.tidy()
            return index
        refused.append(index)
        names.append(case.name)
    try:
        look()
    except Violation as violation:
        violation.expected = phrase("{0}, after a request that was refused: {1}", violation.expected, names[-1])
        raise
    workflow.tidy()
    return None


def statuses(judge: ServerJudge) -> list[str]:
    """Return every value that the document has for the status of a deed."""
    return [str(each) for each in judge.operation.values_of("status")] or [""]


def results(judge: ServerJudge) -> list[str | None]:
    """Return every value that the document has for the result of a deed, None where it has none."""
    return [str(each) for each in judge.operation.values_of("result")] or [None]


def removers(workflow: Workflow) -> Iterator[Callable[[Instance], bool]]:
    """Return the ways of this target to take every to-do of an instance off its list."""
    hands = workflow.hands
    if hands.able(Verb.CANCEL) is not None:
        yield lambda instance: workflow.cancel(instance, list(dict.fromkeys(each.group for each in instance.todos)))
    finisher = hands.able(Verb.FINISH)
    if finisher is not None:
        yield lambda instance: workflow.finish(instance.running(), statuses(finisher)[0])
