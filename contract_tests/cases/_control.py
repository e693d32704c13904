"""Cases on the control itself: again and again, and beside bad requests."""

from collections.abc import Iterator
from dataclasses import replace

from contract_tests.cases._case import Case
from contract_tests.cases._token import with_unknown_token
from dingtalk_contract.conformance import Judge
from dingtalk_contract.exchange import Draft

MANY_TIMES = 40


def many_times(judge: Judge) -> Iterator[Case]:
    """Return the control as often as a fault in one request of twenty needs to show."""
    draft = judge.make.draft(judge.body)
    # On fresh connections: there a connection that is dropped is no matter of its age.
    fresh = replace(draft, headers=(*draft.headers, ("Connection", "close")))
    for number in range(1, (MANY_TIMES // 2 if judge.is_frugal else MANY_TIMES) + 2):
        yield f"the control for the {number}th time in a row", fresh if number % 4 else draft


def good_and_bad(judge: Judge) -> tuple[Draft, Draft]:
    """Return the control, and a request to be refused: that of somebody else, or one without its required fields."""
    good = judge.make.draft(judge.body)
    if judge.operation.token_name is None:
        return good, judge.make.draft({})
    return good, next(with_unknown_token(judge))[1]
