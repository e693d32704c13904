"""The body and its fields, each as the document has it."""

import pytest

from contract_tests import cases
from contract_tests.verifiers import none_accepted
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import Clause, Field


@pytest.fixture
def field(clause: Clause) -> Field:
    """The field that the clause was derived from."""
    assert clause.field is not None, "every derived clause has its field"
    return clause.field


@pytest.mark.rule("required")
class TestRequired:
    """A request without {place} is not accepted."""

    def test_absence_is_not_accepted(self, judge: Judge, clause: Clause, field: Field) -> None:
        """The control without the field is not accepted."""
        none_accepted(judge, clause, cases.with_field_absent(judge, field))


@pytest.mark.rule("type")
class TestType:
    """A request whose {place} is not of its documented type, {type}, is not accepted."""

    def test_other_types_are_not_accepted(self, judge: Judge, clause: Clause, field: Field) -> None:
        """The control with a value of another type is not accepted."""
        none_accepted(judge, clause, cases.with_field_of_other_type(judge, field))


@pytest.mark.rule("null")
class TestNull:
    """A request whose {place}, which may be left out, is null is not accepted."""

    def test_null_is_not_accepted(self, judge: Judge, clause: Clause, field: Field) -> None:
        """The control with null for an optional field is not accepted."""
        none_accepted(judge, clause, cases.with_null(judge, field))


@pytest.mark.rule("digits")
class TestDigits:
    """A request whose {place} is a string of digits, not a number, is not accepted."""

    def test_digits_in_a_string_are_not_accepted(self, judge: Judge, clause: Clause, field: Field) -> None:
        """The control with a number in quotes is not accepted."""
        none_accepted(judge, clause, cases.with_digits(judge, field))


@pytest.mark.rule("body/json")
class TestJson:
    """A body that no parser takes for JSON is not accepted."""

    def test_malformed_bodies_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with a body that is cut or spoilt is not accepted."""
        none_accepted(judge, clause, cases.with_body_that_is_no_json(judge))


@pytest.mark.rule("body/strict-json")
class TestStrictJson:
    """A body that only a lax parser takes for JSON, or with more after its end, is not accepted."""

    def test_lax_bodies_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with a body for lax parsers alone is not accepted."""
        none_accepted(judge, clause, cases.with_body_of_lax_json(judge))


@pytest.mark.rule("body/names")
class TestNames:
    """A request whose required fields are spelt in another case or with other joints is not accepted."""

    def test_misspelt_names_are_not_accepted(self, judge: Judge, clause: Clause) -> None:
        """The control with one name misspelt is not accepted."""
        none_accepted(judge, clause, cases.with_names_misspelt(judge))
