"""The cases of a second, independent generator, under the clauses that they break."""

import pytest

from contract_tests import second_generator
from contract_tests.server.verifiers import none_accepted
from dingtalk_contract.conformance import ClauseSkipped, ServerJudge, SkipReason
from dingtalk_contract.contract import Clause


@pytest.mark.rule("required")
def test_no_case_without_the_field_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """No coverage case that lacks the field is accepted."""
    _none_accepted(judge, clause)


@pytest.mark.rule("type")
def test_no_case_with_another_type_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """No coverage case with another type is accepted."""
    _none_accepted(judge, clause)


def _none_accepted(judge: ServerJudge, clause: Clause) -> None:
    if clause.id in judge.session.failed:
        raise ClauseSkipped(SkipReason.SHOWN)
    none_accepted(judge, clause, second_generator.breaches_of(judge, clause))
