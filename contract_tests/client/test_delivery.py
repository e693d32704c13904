"""How often a client sends, after each kind of answer."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from contract_tests.client.answers import answered_at_once, answered_late, cases_of
from contract_tests.client.verifiers import Found, no_call_has_fault
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Outcome


@pytest.mark.rule("delivery/accepted")
class TestAccepted:
    """After an accepted answer a client sends no further request."""

    cases = staticmethod(answered_at_once)

    def test_little_follows_accepted(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request follows an accepted answer."""
        sends_no_more_than(0, Outcome.ACCEPTED)(judge, clause, calls)


@pytest.mark.rule("delivery/rejected")
class TestRejected:
    """After a rejection a client sends no further request."""

    cases = cases_of("rejected", "errmsg", "client-error")

    def test_little_follows_rejected(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request follows a rejection."""
        sends_no_more_than(0, Outcome.REJECTED)(judge, clause, calls)


@pytest.mark.rule("delivery/token-refused")
class TestTokenRefused:
    """After a refused token a client sends at most one further request."""

    cases = cases_of("token-refused")

    def test_little_follows_token_refused(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """One request at most follows a refused token."""
        sends_no_more_than(1, Outcome.REJECTED)(judge, clause, calls)


@pytest.mark.rule("delivery/throttled")
class TestThrottled:
    """After a throttled answer a client sends at most three further requests."""

    cases = cases_of("throttled", "once-throttled")

    def test_little_follows_throttled(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Three requests at most follow a throttled answer."""
        sends_no_more_than(3, Outcome.THROTTLED)(judge, clause, calls)


@pytest.mark.rule("delivery/busy")
class TestBusy:
    """After a busy answer a client sends at most three further requests."""

    cases = cases_of("busy")

    def test_little_follows_busy(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """Three requests at most follow a busy answer."""
        sends_no_more_than(3, Outcome.THROTTLED)(judge, clause, calls)


@pytest.mark.rule("delivery/server-error")
class TestServerError:
    """After a 5xx status a client sends no further request."""

    cases = cases_of("server-error")

    def test_little_follows_server_error(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request follows a 5xx status."""
        sends_no_more_than(0, Outcome.BROKEN)(judge, clause, calls)


@pytest.mark.rule("delivery/malformed")
class TestMalformed:
    """After an answer that is not JSON a client sends no further request."""

    cases = cases_of("not-json")

    def test_little_follows_malformed(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request follows an answer that is not JSON."""
        sends_no_more_than(0, Outcome.MALFORMED)(judge, clause, calls)


@pytest.mark.rule("delivery/late")
class TestLate:
    """While an answer is late a client sends no further request."""

    cases = staticmethod(answered_late)

    def test_little_follows_late(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No request follows the one whose answer is late."""
        sends_no_more_than(0, Outcome.ACCEPTED)(judge, clause, calls)


@pytest.mark.rule("delivery/dropped")
class TestDropped:
    """After a dropped connection a client sends at most one further request."""

    cases = cases_of("dropped")

    def test_little_follows_dropped(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """One request at most follows a dropped connection."""
        sends_no_more_than(1, Outcome.BROKEN)(judge, clause, calls)


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
        words = phrase("{0} further requests after an answer {1}", len(followers), after)
        return (followers[-1], words) if len(followers) > further else None

    return lambda judge, clause, calls: no_call_has_fault(judge, clause, calls, find)
