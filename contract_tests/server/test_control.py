"""The control: what the target must accept before anything else can be judged."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contract_tests.samples import STRANGE_TOKEN
from contract_tests.server.verifiers import accepted, all_accepted, told_apart
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Draft

MANY_TIMES = 40


@pytest.mark.rule("control/minimal")
def test_required_fields_alone_are_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The example without its optional fields is accepted."""
    accepted(judge, clause, judge.control_minimal())


@pytest.mark.rule("control/full")
def test_all_documented_fields_are_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The example with every documented field is accepted."""
    accepted(judge, clause, judge.control_full())


@pytest.mark.rule("control/steady")
def test_the_control_is_accepted_each_time(judge: ServerJudge, clause: Clause) -> None:
    """The control is accepted many times in a row."""
    judge.require_repeatable()
    if judge.unsteady is not None:
        accepted(judge, clause, judge.unsteady)
    all_accepted(judge, clause, lambda: many_times(judge))


def many_times(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control as often as a fault in one request of twenty needs to show."""
    draft = judge.make.draft(judge.body)
    # On fresh connections: there a connection that is dropped is no matter of its age.
    fresh = replace(draft, headers=(*draft.headers, ("Connection", "close")))
    for number in range(1, (MANY_TIMES // 2 if judge.is_frugal else MANY_TIMES) + 2):
        yield ServerCase(phrase("the control in a row, number {0}", number), fresh if number % 4 else draft)


@pytest.mark.rule("concurrency")
def test_answers_do_not_mix(judge: ServerJudge, clause: Clause) -> None:
    """Good and bad requests sent at once are told apart."""
    judge.require_repeatable()
    told_apart(judge, clause, good_and_bad(judge))


def good_and_bad(judge: ServerJudge) -> tuple[Draft, Draft]:
    """Return the control, and a request to be refused: that of somebody else, or one without its required fields."""
    good = judge.make.draft(judge.body)
    if judge.operation.token_name is None:
        return good, judge.make.draft({})
    return good, replace(good, query=((judge.make.token_name, STRANGE_TOKEN),))
