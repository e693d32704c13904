"""The conclusion that a client comes to, after each kind of answer."""

from collections.abc import Iterator

import pytest

from contract_tests.conclusions import concludes, ends_in_time
from dingtalk_contract.conformance import Call, ClientJudge
from dingtalk_contract.contract import Clause


@pytest.mark.rule("conclusion/in-time")
class TestInTime:
    """A client comes to a conclusion within 15 seconds, whatever is answered."""

    def test_every_call_ends(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """No call has to be ended."""
        ends_in_time(judge, clause, calls)


@pytest.mark.rule("conclusion/accepted")
class TestAccepted:
    """A client counts errcode 0 a success, whatever other fields stand beside it."""

    def test_accepted_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """An accepted call ends in exit code 0."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/rejected")
class TestRejected:
    """A client counts any errcode but 0 a failure, in both recorded forms."""

    def test_rejected_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A rejected call ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/errmsg")
class TestErrmsg:
    """A client concludes nothing from errmsg, be it there or not."""

    def test_errmsg_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """The conclusion is the same with any errmsg, and without."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/absent-errcode")
class TestAbsentErrcode:
    """A client counts an answer of HTTP 200 without errcode a success."""

    def test_absent_errcode_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """An answer without errcode ends in exit code 0."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/token-refused")
class TestTokenRefused:
    """A client counts a refused token a failure, in both recorded forms."""

    def test_token_refused_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A refused token ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/throttled")
class TestThrottled:
    """A client counts a call that stays throttled a failure."""

    def test_throttled_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A throttled call ends in another exit code, unless accepted later."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/busy")
class TestBusy:
    """A client counts a call whose service stays busy a failure."""

    def test_busy_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A busy service ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/client-error")
class TestClientError:
    """A client counts an answer with a 4xx status and without errcode a failure."""

    def test_client_error_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A 4xx status ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/server-error")
class TestServerError:
    """A client counts an answer with a 5xx status and without errcode a failure."""

    def test_server_error_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A 5xx status ends in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/status")
class TestStatus:
    """A client counts a 4xx or 5xx status a failure even where errcode is 0."""

    def test_status_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A bad status ends in another exit code, whatever the body."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/not-json")
class TestNotJson:
    """A client counts an answer that is not JSON a failure."""

    def test_not_json_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A page and an empty body end in another exit code."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/parsed")
class TestParsed:
    """A client reads an answer as JSON, not by its text."""

    def test_parsed_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """The conclusion follows the JSON value."""
        concludes(judge, clause, calls)


@pytest.mark.rule("conclusion/dropped")
class TestDropped:
    """A client counts a connection that is dropped before the answer's end a failure."""

    def test_dropped_is_concluded(self, judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
        """A dropped connection ends in another exit code."""
        concludes(judge, clause, calls)
