"""The fields of every answer: there, of their types, and within their limits."""

from collections.abc import Callable, Mapping

import pytest

from contract_tests.server.verifiers import Complaint, MakeWatcher, answers_conform
from dingtalk_contract.conformance import Exchange, ServerJudge
from dingtalk_contract.contract import ABSENT, LIMIT_RULES, Clause, Field, is_of_type, phrase, shorten, values_at
from dingtalk_contract.exchange import Answer, Outcome


@pytest.mark.rule("answer-type")
class TestType:
    """Where an answer with HTTP 200 has {place}, it is of its documented type, {type}."""

    def test_field_types_conform(self, judge: ServerJudge, clause: Clause) -> None:
        """Every field of every HTTP 200 answer is of its type."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-required")
class TestPresence:
    """Every accepted answer has {place}, where it has what is around it."""

    def test_required_fields_are_there(self, judge: ServerJudge, clause: Clause) -> None:
        """Every accepted answer has the field."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-enum")
class TestEnum:
    """Where an answer with HTTP 200 has {place}, it is one of its documented values, {limit}."""

    def test_the_enum_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is one of its documented values."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-const")
class TestConst:
    """Where an answer with HTTP 200 has {place}, it is its documented value, {limit}."""

    def test_the_const_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is its documented value."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-minimum")
class TestMinimum:
    """Where an answer with HTTP 200 has {place}, it is no less than its documented minimum, {limit}."""

    def test_the_minimum_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is no less than its minimum."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-maximum")
class TestMaximum:
    """Where an answer with HTTP 200 has {place}, it is no more than its documented maximum, {limit}."""

    def test_the_maximum_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is no more than its maximum."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-min-length")
class TestMinLength:
    """Where an answer with HTTP 200 has {place}, it has at least the documented {limit} characters."""

    def test_the_min_length_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is long enough."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-max-length")
class TestMaxLength:
    """Where an answer with HTTP 200 has {place}, it has at most the documented {limit} characters."""

    def test_the_max_length_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is short enough."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-pattern")
class TestPattern:
    """Where an answer with HTTP 200 has {place}, it matches its documented pattern, {limit}."""

    def test_the_pattern_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is of its pattern."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-min-items")
class TestMinItems:
    """Where an answer with HTTP 200 has {place}, it has at least the documented {limit} items."""

    def test_the_min_items_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is of enough items."""
        answers_conform(judge, clause)


@pytest.mark.rule("answer-max-items")
class TestMaxItems:
    """Where an answer with HTTP 200 has {place}, it has at most the documented {limit} items."""

    def test_the_max_items_is_kept(self, judge: ServerJudge, clause: Clause) -> None:
        """Every answer has a value that is of few enough items."""
        answers_conform(judge, clause)


def type_conforms(_: ServerJudge, clause: Clause) -> Callable[[Exchange], Complaint]:
    """Make the check that finds a field of an HTTP 200 answer with a value of another type."""
    return _value_conforms(
        clause,
        lambda field, value: not is_of_type(value, field.types),
        lambda field: phrase("not of type {0}", field.type_phrase),
    )


def limit_conforms(_: ServerJudge, clause: Clause) -> Callable[[Exchange], Complaint]:
    """Make the check that finds a field of an HTTP 200 answer with a value beyond a limit."""
    limit = LIMIT_RULES[clause.rule.removeprefix("answer-")]
    return _value_conforms(clause, limit.is_broken_by, lambda _: phrase("beyond its {0}", limit.rule))


def _value_conforms(
    clause: Clause, is_wrong: Callable[[Field, object], bool], words: Callable[[Field], str]
) -> Callable[[Exchange], Complaint]:
    field = clause.field
    assert field is not None, "this rule derives its clauses from fields"

    def conforms(exchange: Exchange) -> Complaint:
        members = exchange.reading.members if _status(exchange) == 200 else None
        found = values_at(ABSENT if members is None else dict(members), field.steps)
        wrong = [value for value in found if is_wrong(field, value)]
        return phrase("{0} is {1}, {2}", field.steps[-1], shorten(repr(wrong[0])), words(field)) if wrong else None

    return conforms


def presence_conforms(_: ServerJudge, clause: Clause) -> Callable[[Exchange], Complaint]:
    """Make the check that finds an accepted answer without a field whose surroundings it has."""
    field = clause.field
    assert field is not None, "this rule derives its clauses from fields"
    *outer, name = field.steps

    def conforms(exchange: Exchange) -> Complaint:
        members = exchange.reading.members if exchange.outcome is Outcome.ACCEPTED else None
        around = values_at(ABSENT if members is None else dict(members), tuple(outer))
        lacking = [each for each in around if isinstance(each, dict) and name not in each]
        return phrase("{0} without {1}", shorten(repr(lacking[0])), repr(name)) if lacking else None

    return conforms


def _status(exchange: Exchange) -> int:
    return exchange.answer.status if isinstance(exchange.answer, Answer) else 0


WATCHERS: Mapping[str, MakeWatcher] = {
    "answer-type": type_conforms,
    "answer-required": presence_conforms,
    **{f"answer-{rule}": limit_conforms for rule in LIMIT_RULES},
}
"""What looks at every answer of the run, by the rule that derives the clause."""
