"""The fields of every answer: there, of their types, and within their limits."""

from collections.abc import Callable, Mapping

import pytest

from contract_tests.server.verifiers import Complaint, MakeWatcher, every_answer_conforms
from dingtalk_contract.conformance import Exchange, ServerJudge
from dingtalk_contract.contract import ABSENT, LIMIT_RULES, Clause, Field, is_of_type, phrase, shorten, values_at
from dingtalk_contract.exchange import Answer, Outcome


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


@pytest.mark.rule("answer-*")
def test_every_answer_conforms(judge: ServerJudge, clause: Clause) -> None:
    """No answer of this run was at fault."""
    every_answer_conforms(judge, clause)
