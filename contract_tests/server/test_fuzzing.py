"""What Schemathesis makes of the schema, in deep: requests to be answered well, whether they are valid or not."""

import pytest

from contract_tests import second_generator
from contract_tests.properties import holds_for_all
from contract_tests.server.verifiers import answered_well, skip_consequence
from dingtalk_contract.conformance import ServerJudge, Violation
from dingtalk_contract.contract import Clause

EXAMPLES = 60


@pytest.mark.rule("valid-requests")
def test_generated_requests_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Any valid body of Schemathesis is accepted or rejected in good form."""
    _answered_well(judge, clause, is_valid=True)


@pytest.mark.rule("odd-requests")
def test_generated_breaches_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Any broken body of Schemathesis is accepted or rejected in good form."""
    # Its negatives are rarely one edit, so that an acceptance would not say of what.
    _answered_well(judge, clause, is_valid=False)


def _answered_well(judge: ServerJudge, clause: Clause, *, is_valid: bool) -> None:
    judge.require_control()
    requests = second_generator.fuzzed_requests(judge, is_valid=is_valid)
    try:
        holds_for_all(judge, clause, requests, lambda case: answered_well(judge, case), examples=EXAMPLES)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise
