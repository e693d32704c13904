"""The control: what the target must accept before anything else can be judged."""

import pytest

from contract_tests import cases
from contract_tests.verifiers import accepted, all_accepted, told_apart
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("control/minimal")
class TestMinimal:
    """A valid request with its required fields alone is accepted."""

    def test_required_fields_alone_are_accepted(self, judge: Judge, clause: Clause) -> None:
        """The example without its optional fields is accepted."""
        accepted(judge, clause, judge.control_minimal())


@pytest.mark.rule("control/full")
class TestFull:
    """A valid request with every documented field is accepted."""

    def test_all_documented_fields_are_accepted(self, judge: Judge, clause: Clause) -> None:
        """The example with every documented field is accepted."""
        accepted(judge, clause, judge.control_full())


@pytest.mark.rule("control/steady")
class TestSteady:
    """A valid request that was accepted is accepted each time it comes."""

    def test_the_control_is_accepted_each_time(self, judge: Judge, clause: Clause) -> None:
        """The control is accepted many times in a row."""
        judge.require_repeatable()
        if judge.unsteady is not None:
            accepted(judge, clause, judge.unsteady)
        all_accepted(judge, clause, lambda: cases.many_times(judge))


@pytest.mark.rule("concurrency")
class TestConcurrency:
    """Requests that come at the same time get each its own answer."""

    def test_answers_do_not_mix(self, judge: Judge, clause: Clause) -> None:
        """Good and bad requests sent at once are told apart."""
        judge.require_repeatable()
        told_apart(judge, clause, cases.good_and_bad(judge))
