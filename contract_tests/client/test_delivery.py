"""How often a client sends, after each kind of answer."""

from collections.abc import Iterable, Iterator

import pytest

from contract_tests.client.answers import answered_at_once, answered_late, answered_with, with_cases
from contract_tests.client.verifiers import Found, no_call_has_fault
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Outcome

FURTHER = {
    "delivery/accepted": (0, Outcome.ACCEPTED),
    "delivery/rejected": (0, Outcome.REJECTED),
    "delivery/token-refused": (1, Outcome.REJECTED),
    "delivery/throttled": (3, Outcome.THROTTLED),
    "delivery/busy": (3, Outcome.THROTTLED),
    "delivery/server-error": (0, Outcome.BROKEN),
    "delivery/malformed": (0, Outcome.MALFORMED),
    "delivery/late": (0, Outcome.ACCEPTED),
    "delivery/dropped": (1, Outcome.BROKEN),
}
"""How many further requests may follow which first answer."""
AFTER = {
    "delivery/rejected": ("rejected", "errmsg", "client-error"),
    "delivery/token-refused": ("token-refused",),
    "delivery/throttled": ("throttled", "once-throttled"),
    "delivery/busy": ("busy",),
    "delivery/server-error": ("server-error",),
    "delivery/malformed": ("not-json",),
    "delivery/dropped": ("dropped",),
}
"""After which groups of answers that is looked at."""


@pytest.mark.rule("delivery/accepted")
@with_cases(answered_at_once)
def test_nothing_follows_what_was_accepted(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No request follows an accepted answer."""
    sends_no_more(judge, clause, calls)


@pytest.mark.rule("delivery/late")
@with_cases(answered_late)
def test_nothing_follows_while_an_answer_is_late(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No request follows the one whose answer is late."""
    sends_no_more(judge, clause, calls)


@pytest.mark.rule(*AFTER)
@answered_with(AFTER)
def test_little_follows_a_failure(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No more requests follow than such an answer allows."""
    sends_no_more(judge, clause, calls)


def sends_no_more(judge: ClientJudge, clause: Clause, calls: Iterable[Call]) -> None:
    """Show that after the first answer of an outcome no more requests follow than the clause allows."""
    further, after = FURTHER[clause.rule]

    def find(call: Call) -> Found:
        # A request of another method or to another path sends nothing again; it breaks a clause of its own.
        alike: dict[tuple[str, str], list[int]] = {}
        for index, (arrival, _, outcome) in enumerate(call.answers):
            kind = (arrival.method, arrival.path)
            if kind in alike:
                alike[kind].append(index)
            elif outcome is after:
                alike[kind] = []
        followers = max(alike.values(), key=len, default=[])
        words = phrase("{0} further requests after an answer {1}", len(followers), after)
        return (followers[-1], words) if len(followers) > further else None

    no_call_has_fault(judge, clause, calls, find)
