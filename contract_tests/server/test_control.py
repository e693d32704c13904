"""
The control: what the target must accept before anything else can be judged.
"""

import pytest

from contract_tests.verifiers import accepted
from dingtalk_contract.conformance import Judge


@pytest.mark.rule("control/minimal")
class TestMinimal:
    """
    A valid request with its required fields alone is accepted.
    """

    def test_required_fields_alone_are_accepted(self, judge: Judge) -> None:
        """
        The example without its optional fields is accepted.
        """
        accepted(judge, judge.control_minimal())


@pytest.mark.rule("control/full")
class TestFull:
    """
    A valid request with every documented field is accepted.
    """

    def test_all_documented_fields_are_accepted(self, judge: Judge) -> None:
        """
        The example with every documented field is accepted.
        """
        accepted(judge, judge.control_full())
