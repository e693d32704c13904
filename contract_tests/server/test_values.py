"""Valid values that break careless code, and requests that no source settles."""

import pytest

from contract_tests import cases, spellings
from contract_tests.verifiers import all_answered_well, isolated_answered_well
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("valid-requests")
class TestValidRequests:
    """Every valid request gets a well-formed answer, accepted or rejected."""

    def test_valid_values_get_well_formed_answers(self, judge: Judge, clause: Clause) -> None:
        """Each odd but valid value is accepted or rejected in good form."""
        judge.require_control()
        isolated_answered_well(judge, clause, cases.with_valid_values(judge))
        isolated_answered_well(judge, clause, spellings.at_length(judge))


@pytest.mark.rule("odd-requests")
class TestOddRequests:
    """A request whose meaning no source settles gets a well-formed answer too."""

    def test_odd_requests_get_well_formed_answers(self, judge: Judge, clause: Clause) -> None:
        """Each odd request is accepted or rejected in good form."""
        judge.require_control()
        all_answered_well(judge, clause, cases.with_odd_bodies(judge))
