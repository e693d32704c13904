"""What the tests on gateways need beyond the others: the upstream, listening before the first request."""

import pytest

from contract_tests.conftest import plugin_of
from dingtalk_contract.conformance import GatewayJudge, clause_of
from dingtalk_contract.errors import ContractToolError


def pytest_collection_finish(session: pytest.Session) -> None:
    """Send the first control, so that a gateway that cannot be judged ends the run at once."""
    plugin = plugin_of(session.config)
    if not session.items:
        return
    judge = plugin.judge_of(clause_of(session.items[0]))
    assert isinstance(judge, GatewayJudge), "the tests of this folder are run for gateways alone"
    try:
        judge.establish()
    except ContractToolError as error:
        plugin.stop(error)
