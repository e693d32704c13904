"""What is looked for in how a client ends, and in how often it sends."""

from collections.abc import Callable, Iterable

from contract_tests.sent import Found, describe_ending, no_call_has_fault
from dingtalk_contract.conformance import Call, ClauseSkipped, ClientJudge, NotAsked, Violation
from dingtalk_contract.contract import Clause
from dingtalk_contract.exchange import Outcome

NOT_ACCEPTED = "control not accepted"


def control_conforms(judge: ClientJudge) -> None:
    """Show that the client counts the accepted example a success."""
    call = judge.establish()
    if not call.succeeds:
        received = f"{len(call.arrivals)} requests, and {describe_ending(call)}"
        expected = "exit code 0 after an accepted answer"
        raise Violation(expected=expected, received=received, call=call, arrival=len(call.arrivals) - 1)


def require_control(judge: ClientJudge) -> None:
    """Make sure that the client counts the example a success: else a failure means nothing."""
    if not judge.establish().succeeds:
        raise ClauseSkipped(NOT_ACCEPTED)


def ends_in_time(judge: ClientJudge, clause: Clause, calls: Iterable[Call]) -> None:
    """Show that no call had to be ended, but where it may have waited for a throttled service."""

    def find(call: Call) -> Found:
        is_late = call.ending.exit_code is None and call.last_outcome is not Outcome.THROTTLED
        return (_last(call), f"still running after {judge.target.seconds:g} s") if is_late else None

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
        return f"{'exit code 0' if is_accepted(call) else 'another exit code than 0'} after this answer"

    no_call_has_fault(judge, clause, calls, find, expected)


def is_accepted(call: Call) -> bool:
    """Return whether the last answer was accepted."""
    return call.last_outcome is Outcome.ACCEPTED


def is_open(call: Call) -> bool:
    """Return whether either conclusion conforms: the first answer was throttled, and a later one accepted."""
    outcomes = [outcome for _, _, outcome in call.answers]
    return Outcome.THROTTLED in outcomes and outcomes[-1] is Outcome.ACCEPTED


def sends_no_more_than(further: int, after: Outcome) -> Callable[[ClientJudge, Clause, Iterable[Call]], None]:
    """Make what shows that after the first answer of an outcome no more requests follow than told."""

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
        words = f"{len(followers)} further requests after an answer {after}"
        return (followers[-1], words) if len(followers) > further else None

    return lambda judge, clause, calls: no_call_has_fault(judge, clause, calls, find)


def _last(call: Call) -> int | None:
    return len(call.arrivals) - 1 if call.arrivals else None
