"""The control: what a client must do before anything else can be judged."""

from collections.abc import Iterator

import pytest

from contract_tests.conclusions import control_conforms
from contract_tests.sent import every_call_arrives
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("control/example")
class TestExample:
    """The page's example arrives as a request, and the client counts its acceptance a success."""

    def test_the_accepted_example_is_a_success(self, judge: ClientJudge) -> None:
        """The example arrives, and its acceptance ends in exit code 0."""
        control_conforms(judge)


@pytest.mark.rule("control/always")
class TestAlways:
    """Each call that is asked of a client sends a request."""

    def test_no_call_is_left_out(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Every plain call sends at least one request."""
        every_call_arrives(judge, clause, calls, lambda *_: None)
