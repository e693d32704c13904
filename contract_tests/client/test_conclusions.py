"""The conclusion that a client comes to, after each kind of answer."""

from collections.abc import Iterable, Iterator

import pytest

from contract_tests.client.answers import cases_of, plain
from contract_tests.client.verifiers import Found, describe_ending, no_call_has_fault, require_control
from dingtalk_contract.conformance import Call, ClientJudge, NotAsked
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Outcome


@pytest.mark.rule("conclusion/in-time")
class TestInTime:
    """A client comes to a conclusion within 15 seconds, whatever is answered."""

    cases = staticmethod(plain)

    def test_every_call_ends(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No call has to be ended."""
        ends_in_time(judge, clause, calls)


@pytest.mark.rule("conclusion/accepted")
class TestAccepted:
    """A client counts errcode 0 a success, whatever other fields stand beside it."""

    cases = cases_of("accepted")

    def test_accepted_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """An accepted call ends in exit code 0."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/rejected")
class TestRejected:
    """A client counts any errcode but 0 a failure, in both recorded forms."""

    cases = cases_of("rejected")

    def test_rejected_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A rejected call ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/errmsg")
class TestErrmsg:
    """A client concludes nothing from errmsg, be it there or not."""

    cases = cases_of("errmsg")

    def test_errmsg_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """The conclusion is the same with any errmsg, and without."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/absent-errcode")
class TestAbsentErrcode:
    """A client counts an answer of HTTP 200 without errcode a success."""

    cases = cases_of("absent-errcode")

    def test_absent_errcode_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """An answer without errcode ends in exit code 0."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/token-refused")
class TestTokenRefused:
    """A client counts a refused token a failure, in both recorded forms."""

    cases = cases_of("token-refused")

    def test_token_refused_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A refused token ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/throttled")
class TestThrottled:
    """A client counts a call that stays throttled a failure."""

    cases = cases_of("throttled", "once-throttled")

    def test_throttled_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A throttled call ends in another exit code, unless accepted later."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/busy")
class TestBusy:
    """A client counts a call whose service stays busy a failure."""

    cases = cases_of("busy")

    def test_busy_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A busy service ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/client-error")
class TestClientError:
    """A client counts an answer with a 4xx status and without errcode a failure."""

    cases = cases_of("client-error", "client-error-page")

    def test_client_error_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A 4xx status ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/server-error")
class TestServerError:
    """A client counts an answer with a 5xx status and without errcode a failure."""

    cases = cases_of("server-error")

    def test_server_error_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A 5xx status ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/status")
class TestStatus:
    """A client counts a 4xx or 5xx status a failure even where errcode is 0."""

    cases = cases_of("status")

    def test_status_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A bad status ends in another exit code, whatever the body."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/not-json")
class TestNotJson:
    """A client counts an answer that is not JSON a failure."""

    cases = cases_of("not-json")

    def test_not_json_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A page and an empty body end in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/parsed")
class TestParsed:
    """A client reads an answer as JSON, not by its text."""

    cases = cases_of("parsed")

    def test_parsed_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """The conclusion follows the JSON value."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/dropped")
class TestDropped:
    """A client counts a connection that is dropped before the answer's end a failure."""

    cases = cases_of("dropped")

    def test_dropped_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A dropped connection ends in another exit code."""
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
