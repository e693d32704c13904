"""What the tests on gateways need beyond the others: the upstream, listening before the first request."""

import pytest

from contract_tests.conftest import plugin_of
from dingtalk_contract.conformance import GatewayJudge
from dingtalk_contract.errors import ContractToolError


def pytest_collection_finish(session: pytest.Session) -> None:
    """Send the control, so that a gateway that cannot be judged ends the run at once."""
    plugin = plugin_of(session.config)
    assert isinstance(plugin.judge, GatewayJudge), "the tests of this folder are run for gateways alone"
    if not session.items:
        return
    try:
        plugin.judge.establish()
    except ContractToolError as error:
        plugin.stop(error)
