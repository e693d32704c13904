"""What the tests on clients get: the calls that show their clause, all begun before the first is looked at."""

from collections.abc import Iterator

import pytest

from dingtalk_contract.conformance import Call, ClientCase, ClientJudge, clause_of
from dingtalk_contract.contract import Clause

_BEGUN = pytest.StashKey[set[str]]()
"""The operations whose calls were begun."""


@pytest.fixture
def calls(request: pytest.FixtureRequest, judge: ClientJudge, clause: Clause) -> Iterator[Call]:
    """What the client did in the cases of the clause."""
    begun = request.config.stash.setdefault(_BEGUN, set())
    if clause.operation_id not in begun:
        begun.add(clause.operation_id)
        items = (item for item in request.session.items if clause_of(item).operation_id == clause.operation_id)
        judge.prepare([case for item in items for case in _cases_of(item, judge)])
    return judge.calls(_cases_of(request.node, judge))


def _cases_of(item: pytest.Item, judge: ClientJudge) -> list[ClientCase]:
    marker = item.get_closest_marker("cases")
    return list(marker.args[0](judge, clause_of(item))) if marker else []
