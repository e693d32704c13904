"""What the tests on clients get: the calls that show their clause, all begun before the first is looked at."""

from collections.abc import Iterator

import pytest

from contract_tests import scenarios
from contract_tests.conftest import plugin_of
from dingtalk_contract.conformance import Call, ClientJudge, clause_of
from dingtalk_contract.contract import Clause, Field
from dingtalk_contract.errors import ContractToolError


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin every call that will be looked at."""
    plugin = plugin_of(session.config)
    judge = plugin.judge
    assert isinstance(judge, ClientJudge), "the tests of this folder are run for clients alone"
    if not session.items:
        return
    try:
        judge.prepare([each for item in session.items for each in scenarios.of_clause(judge, clause_of(item))])
    except ContractToolError as error:
        plugin.stop(error)


@pytest.fixture
def calls(judge: ClientJudge, clause: Clause) -> Iterator[Call]:
    """What the client did in the scenarios of the clause."""
    return judge.calls(scenarios.of_clause(judge, clause))


@pytest.fixture
def field(clause: Clause) -> Field:
    """The field that the clause was derived from."""
    assert clause.field is not None, "every derived clause has its field"
    return clause.field
