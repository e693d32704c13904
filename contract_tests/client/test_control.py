"""The control: what a client must do before anything else can be judged."""

from collections.abc import Iterator

import pytest

from contract_tests.client.answers import plain, with_cases
from contract_tests.client.verifiers import describe_ending, every_call_arrives
from dingtalk_contract.conformance import Call, ClientCase, ClientJudge, Violation
from dingtalk_contract.contract import Clause, phrase


def with_the_example(judge: ClientJudge, _: Clause) -> Iterator[ClientCase]:
    """Return the example."""
    yield judge.control


@pytest.mark.rule("control/example")
@with_cases(with_the_example)
def test_the_accepted_example_is_a_success(judge: ClientJudge) -> None:
    """The example arrives, and its acceptance ends in exit code 0."""
    control_conforms(judge)


@pytest.mark.rule("control/always")
@with_cases(plain)
def test_no_call_is_left_out(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """Every plain call sends at least one request."""
    every_call_arrives(judge, clause, calls, lambda *_: None)


def control_conforms(judge: ClientJudge) -> None:
    """Show that the client counts the accepted example a success."""
    call = judge.establish()
    if not call.succeeds:
        received = phrase("{0} requests, and {1}", len(call.arrivals), describe_ending(call))
        expected = phrase("exit code 0 after an accepted answer")
        raise Violation(expected=expected, received=received, proof=judge.proof(call, len(call.arrivals) - 1))
