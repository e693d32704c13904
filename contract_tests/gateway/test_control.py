"""The control: the page's example goes through."""

import pytest

from contract_tests.gateway.verifiers import blame
from dingtalk_contract.conformance import GatewayJudge
from dingtalk_contract.contract import Clause
from dingtalk_contract.exchange import Outcome


@pytest.mark.rule("control/passage")
def test_the_example_passes(judge: GatewayJudge, clause: Clause) -> None:
    """The upstream's acceptance of the example comes back."""
    trip = judge.establish()
    if trip.exchange.outcome is not Outcome.ACCEPTED:
        blame(judge, clause, trip, judge.describe(trip))
