"""The properties: what holds for any request that the document allows, or forbids in one place."""

import pytest
from hypothesis.strategies import SearchStrategy

from contract_tests import strategies
from contract_tests.properties import holds_for_all
from contract_tests.server.verifiers import answered_well, skip_consequence
from dingtalk_contract.conformance import ClauseSkipped, ServerCase, ServerJudge, SkipReason, Violation
from dingtalk_contract.contract import Clause

VALID = 120
FORBIDDEN = 25


@pytest.mark.rule("valid-requests")
def test_valid_requests_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Any valid request is accepted or rejected in good form."""
    judge.require_control()
    requests = strategies.valid_requests(judge)
    try:
        holds_for_all(judge, clause, requests, lambda case: answered_well(judge, case), examples=VALID)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


@pytest.mark.rule("type")
def test_no_value_of_another_type_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """Any value of another type in one place is not accepted."""
    assert clause.field is not None, "every derived clause has its field"
    _none_accepted(judge, clause, strategies.forbidden_requests(judge, clause.field))


@pytest.mark.rule("token/known")
def test_no_other_token_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with any other token is not accepted."""
    _none_accepted(judge, clause, strategies.unknown_token_requests(judge))


def _none_accepted(judge: ServerJudge, clause: Clause, requests: SearchStrategy[ServerCase]) -> None:
    if clause.id in judge.session.failed:
        raise ClauseSkipped(SkipReason.SHOWN)
    judge.require_control()
    try:
        holds_for_all(judge, clause, requests, judge.refuse_one, examples=FORBIDDEN)
        judge.confirm_control(clause)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise
