"""The texts of each body, as they were given."""

from collections.abc import Iterator

import pytest

from contract_tests.sent import every_call_arrives, texts_conform
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("text/unicode")
class TestUnicode:
    """Text with letters of any script and emoji arrives as it was given."""

    def test_letters_of_any_script_arrive(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Text of several scripts arrives unchanged."""
        every_call_arrives(judge, clause, calls, texts_conform(judge))


@pytest.mark.rule("text/quotes")
class TestQuotes:
    """Text with quotes, backslashes and the like arrives as it was given."""

    def test_quotes_arrive(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Text that JSON escapes arrives unchanged."""
        every_call_arrives(judge, clause, calls, texts_conform(judge))


@pytest.mark.rule("text/spaces")
class TestSpaces:
    """Text with spaces at its ends arrives as it was given."""

    def test_spaces_arrive(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Text with spaces around it arrives unchanged."""
        every_call_arrives(judge, clause, calls, texts_conform(judge))


@pytest.mark.rule("text/long")
class TestLong:
    """Text with 512 characters arrives as it was given."""

    def test_long_text_arrives(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Text of 512 characters arrives unchanged."""
        every_call_arrives(judge, clause, calls, texts_conform(judge))
