"""The fields of each body, as the document has them."""

from collections.abc import Iterator

import pytest

from contract_tests.sent import (
    digits_conform,
    every_call_arrives,
    every_request,
    field_is_present,
    null_conforms,
    type_conforms,
    unique_names_conforms,
    value_conforms,
)
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause, Field


@pytest.mark.rule("sent-required")
class TestRequired:
    """Every request of a client has {place}."""

    def test_the_field_is_there(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """No request lacks the field."""
        every_request(judge, clause, calls, field_is_present(field))


@pytest.mark.rule("sent-type")
class TestType:
    """Where a client sends {place}, it is of its documented type, {type}."""

    def test_the_type_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """No request has another type in the field."""
        every_request(judge, clause, calls, type_conforms(field))


@pytest.mark.rule("sent-null")
class TestNull:
    """A client leaves {place} out where there is none, and never sends null."""

    def test_nothing_is_not_null(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """No request has null in an optional field."""
        every_request(judge, clause, calls, null_conforms(field))


@pytest.mark.rule("sent-digits")
class TestDigits:
    """A client sends {place} as a number, not as a string of digits."""

    def test_a_number_is_bare(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """No request has a number in quotes."""
        every_request(judge, clause, calls, digits_conform(field))


@pytest.mark.rule("sent-value")
class TestValue:
    """Each call's {place} arrives as it was given, a list in its order and with its repeats."""

    def test_the_value_conforms(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """No call of plain values has another value in the field."""
        every_request(judge, clause, calls, value_conforms(field))


@pytest.mark.rule("sent-beyond-32-bit")
class TestBeyond32Bit:
    """Where {place} is 2^31 or more, it arrives digit by digit as it was given."""

    def test_large_ones_arrive(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """Numbers from 2^31 on arrive unchanged."""
        every_call_arrives(judge, clause, calls, value_conforms(field))


@pytest.mark.rule("sent-beyond-53-bit")
class TestBeyond53Bit:
    """Where {place} is beyond 2^53, it arrives digit by digit as it was given."""

    def test_huge_numbers_arrive(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call], field: Field) -> None:
        """Numbers up to the last of 64 bits arrive unchanged."""
        every_call_arrives(judge, clause, calls, value_conforms(field))


@pytest.mark.rule("sent/unique-names")
class TestUniqueNames:
    """No JSON object that a client sends has the same name twice."""

    def test_no_name_stands_twice(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No object of any body has a name twice."""
        every_request(judge, clause, calls, unique_names_conforms)
