"""What surrounds the body: the method, the token, the media type."""

import pytest

from contract_tests import cases
from contract_tests.verifiers import none_accepted
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("method")
class TestMethod:
    """The request sent with another method than the documented one is not accepted."""

    def test_other_methods_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control under another method is not accepted."""
        none_accepted(judge, clause, cases.with_other_methods(judge))


@pytest.mark.rule("token/required")
class TestTokenRequired:
    """A request without the token, or with a blank one, is not accepted."""

    def test_absence_of_the_token_is_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control without its token is not accepted."""
        none_accepted(judge, clause, cases.without_token(judge))


@pytest.mark.rule("token/known")
class TestTokenKnown:
    """A request with a token that the target never issued is not accepted."""

    def test_unknown_tokens_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with another token, however near, is not accepted."""
        none_accepted(judge, clause, cases.with_unknown_token(judge))


@pytest.mark.rule("token/query-alone")
class TestTokenQueryAlone:
    """The token counts nowhere but in the query."""

    def test_a_token_elsewhere_does_not_count(self, judge: Judge, clause: Clause) -> None:
        """The control with its token in a header is not accepted."""
        none_accepted(judge, clause, cases.with_token_elsewhere(judge))


@pytest.mark.rule("body/content-type")
class TestContentType:
    """A request whose Content-Type is not JSON is not accepted."""

    def test_other_media_types_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control under another media type is not accepted."""
        none_accepted(judge, clause, cases.with_other_media_types(judge))
