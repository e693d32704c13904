"""The scenarios of the clauses on a client: each the example, or a call that differs from it in one way."""

from collections.abc import Iterator

from contract_tests.scenarios._answers import GROUPS, answered, answered_late
from contract_tests.scenarios._inputs import (
    BEYOND_32_BIT,
    BEYOND_53_BIT,
    RESERVED,
    TEXTS,
    with_numbers,
    with_plain_values,
    with_reserved_token,
    with_texts,
)
from dingtalk_contract.conformance import ClientJudge, Scenario
from dingtalk_contract.contract import Clause

__all__ = ["RESERVED", "TEXTS", "of_clause", "plain"]

_MORE = {"conclusion/throttled": ("once-throttled",), "delivery/throttled": ("once-throttled",)}
_DELIVERY = {"delivery/rejected": ("rejected", "errmsg"), "delivery/malformed": ("not-json",)}
"""What is answered where a clause on delivery speaks of more than its namesake."""


def plain(judge: ClientJudge) -> Iterator[Scenario]:
    """Return every scenario whose values no careful client can stumble over."""
    yield from answered_at_once(judge)
    yield from answered_late(judge)


def answered_at_once(judge: ClientJudge) -> Iterator[Scenario]:
    """Return the same, but for the answer that is late."""
    yield from with_plain_values(judge)
    for group in GROUPS:
        yield from answered(judge, group)


def of_clause(judge: ClientJudge, clause: Clause) -> list[Scenario]:
    """Return the scenarios that show a clause."""
    group, _, slug = clause.rule.partition("/")
    if clause.rule == "control/example":
        return [judge.control]
    if clause.rule == "sent-value":
        return list(_sent_again_too(judge))
    if clause.rule.startswith("sent-beyond-") and clause.field is not None:
        numbers = BEYOND_32_BIT if "32" in clause.rule else BEYOND_53_BIT
        return list(with_numbers(judge, clause.field, numbers))
    if clause.rule == "envelope/token/value":
        return [*_sent_again_too(judge), *with_reserved_token(judge)]
    if group == "text":
        return list(with_texts(judge, slug))
    if clause.rule == "delivery/late":
        return list(answered_late(judge))
    if clause.rule in _DELIVERY:
        return [scenario for name in _DELIVERY[clause.rule] for scenario in answered(judge, name)]
    if clause.rule == "delivery/accepted":
        return list(answered_at_once(judge))
    if slug in GROUPS:
        return [scenario for name in (slug, *_MORE.get(clause.rule, ())) for scenario in answered(judge, name)]
    return list(plain(judge))


def _sent_again_too(judge: ClientJudge) -> Iterator[Scenario]:
    """Return the plain values, and the example that may be sent a second time, with the values that it had at first."""
    yield from with_plain_values(judge)
    yield from answered(judge, "once-throttled")
