"""The conclusion that a client comes to, after each kind of answer."""

from collections.abc import Iterable, Iterator

import pytest

from contract_tests.client.answers import answered_with, plain, with_cases
from contract_tests.client.verifiers import Found, describe_ending, no_call_has_fault, require_control
from dingtalk_contract.conformance import Call, ClientJudge, NotAsked
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Outcome

AFTER = {
    "conclusion/accepted": ("accepted",),
    "conclusion/rejected": ("rejected",),
    "conclusion/errmsg": ("errmsg",),
    "conclusion/absent-errcode": ("absent-errcode",),
    "conclusion/token-refused": ("token-refused",),
    "conclusion/throttled": ("throttled", "once-throttled"),
    "conclusion/busy": ("busy",),
    "conclusion/client-error": ("client-error", "client-error-page"),
    "conclusion/server-error": ("server-error",),
    "conclusion/status": ("status",),
    "conclusion/not-json": ("not-json",),
    "conclusion/parsed": ("parsed",),
    "conclusion/dropped": ("dropped",),
}
"""After which groups of answers each clause looks at the conclusion."""


@pytest.mark.rule("conclusion/in-time")
@with_cases(plain)
def test_every_call_ends(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No call has to be ended."""
    ends_in_time(judge, clause, calls)


@pytest.mark.rule(*AFTER)
@answered_with(AFTER)
def test_the_last_answer_is_concluded(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """A call is a success where its last answer was accepted alone."""
    concludes(judge, clause, calls)


def ends_in_time(judge: ClientJudge, clause: Clause, calls: Iterable[Call]) -> None:
    """Show that no call had to be ended, but where it may have waited for a throttled service."""

    def find(call: Call) -> Found:
        is_late = call.ending.exit_code is None and call.last_outcome is not Outcome.THROTTLED
        return (
            (_last(call), phrase("still running after {0} s", format(judge.target.seconds, "g"))) if is_late else None
        )

    no_call_has_fault(judge, clause, calls, find)


def concludes(judge: ClientJudge, clause: Clause, calls: Iterable[Call]) -> None:
    """Show that each call ends in success where its last answer was accepted, and in failure elsewhere."""
    require_control(judge)

    def find(call: Call) -> Found:
        if not call.arrivals or is_open(call):
            return None
        if call.ending.exit_code is None and call.last_outcome is Outcome.THROTTLED:
            raise NotAsked(f"the client still waited when it was ended after {judge.target.seconds:g} s")
        is_right = call.succeeds == is_accepted(call) and call.ending.exit_code is not None
        return None if is_right else (_last(call), describe_ending(call))

    def expected(call: Call) -> str:
        is_good = is_accepted(call)
        return (
            phrase("exit code 0 after this answer") if is_good else phrase("another exit code than 0 after this answer")
        )

    no_call_has_fault(judge, clause, calls, find, expected)


def is_accepted(call: Call) -> bool:
    """Return whether the last answer was accepted."""
    return call.last_outcome is Outcome.ACCEPTED


def is_open(call: Call) -> bool:
    """Return whether either conclusion conforms: the first answer was throttled, and a later one accepted."""
    outcomes = [outcome for _, _, outcome in call.answers]
    return Outcome.THROTTLED in outcomes and outcomes[-1] is Outcome.ACCEPTED


def _last(call: Call) -> int | None:
    return len(call.arrivals) - 1 if call.arrivals else None
