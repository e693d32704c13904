"""The same request in other bytes: accepted where it is good, and not where it is not."""

import pytest

from contract_tests import spellings
from contract_tests.verifiers import all_accepted, none_accepted_in_any_spelling
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("spelling/json")
class TestJson:
    """A valid body is accepted however JSON spells it."""

    def test_other_spellings_of_the_body_are_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control in other white space, order and escapes is accepted."""
        all_accepted(judge, clause, lambda: spellings.in_other_json(judge))


@pytest.mark.rule("spelling/token")
class TestToken:
    """A good token is accepted however the query encodes it."""

    def test_a_percent_encoded_token_is_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with its token percent-encoded is accepted."""
        all_accepted(judge, clause, lambda: spellings.with_encoded_token(judge))


@pytest.mark.rule("spelling/content-type")
class TestContentType:
    """A valid request is accepted with a charset of UTF-8 and with its media type in any case."""

    def test_other_spellings_of_the_media_type_are_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with a charset, or in capitals, is accepted."""
        all_accepted(judge, clause, lambda: spellings.in_other_content_types(judge))


@pytest.mark.rule("spelling/headers")
class TestHeaders:
    """A valid request is accepted with the headers that official SDKs send, and with unknown ones."""

    def test_further_headers_change_nothing(self, judge: Judge, clause: Clause) -> None:
        """The control with further headers is accepted."""
        all_accepted(judge, clause, lambda: spellings.with_headers_of_the_sdk(judge))


@pytest.mark.rule("spelling/chunked")
class TestChunked:
    """A valid request is accepted when its body comes in chunks."""

    def test_a_body_in_chunks_is_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control in chunks is accepted."""
        all_accepted(judge, clause, lambda: spellings.in_chunks(judge))


@pytest.mark.rule("spelling/refusals")
class TestRefusals:
    """What is not accepted is not accepted in another spelling either."""

    def test_refusals_do_not_depend_on_spelling(self, judge: Judge, clause: Clause) -> None:
        """The control with one edit, spelt in other ways, is not accepted."""
        none_accepted_in_any_spelling(judge, clause)
