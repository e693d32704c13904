"""How often a request is sent: again where nothing was executed, and not otherwise."""

from typing import Any

import httpx
import pytest
import respx
from dingtalk_workflow_client import (
    AuthenticationFailed,
    Busy,
    CallOptions,
    ConnectionFailed,
    DingTalkError,
    MalformedAnswer,
    Rejected,
    Throttled,
    TransportFailed,
    UnexpectedStatus,
)

from tests.client.calling import SIDES, answering, attempt, call, fail, say

ACCEPTED = say({"errcode": 0})
LATER = {
    "429": (say({}, 429), Throttled),
    "503 with Retry-After": (say("no JSON object", 503, Retry_After="2"), Throttled),
    "address blocked": (say({"status": 1111, "wait": 5, "source": "x5", "punish": "deny", "uuid": "xxx"}), Throttled),
    "88 90018 as a number": (say({"errcode": 88, "sub_code": 90018}), Throttled),
    **{str(code): (say({"errcode": code}), Throttled) for code in (90002, 90005, 90006, 90018, 90019, 90020, 45009)},
    **{f"88 {code}": (say({"errcode": 88, "sub_code": str(code)}), Throttled) for code in (90002, 90018, 45009)},
    **{str(code): (say({"errcode": code, "errmsg": "系统繁忙"}), Busy) for code in (-1, 400001)},
}
FINAL = {
    "rejected": (say({"errcode": 820004}), Rejected),
    "busy below 88": (say({"errcode": 88, "sub_code": "400001"}), Rejected),
    "token": (say({"errcode": 88, "sub_code": "40014"}), AuthenticationFailed),
    "500": (say({"errcode": 1}, 500), UnexpectedStatus),
    "502": (say("bad gateway", 502), UnexpectedStatus),
    "503 without Retry-After": (say({}, 503), UnexpectedStatus),
    "404": (say({}, 404), UnexpectedStatus),
    "302": (say({}, 302), UnexpectedStatus),
    "no JSON": (httpx.Response(200, content=b"<html>"), MalformedAnswer),
    "no object": (say([]), MalformedAnswer),
}


@pytest.mark.parametrize("side", SIDES)
class TestSentAgain:
    """Throttled, busy and a refused connection are tried again, with backoff."""

    @pytest.mark.parametrize(("answer", "kind"), LATER.values(), ids=LATER)
    def test_later(self, side: str, answer: httpx.Response, kind: type[DingTalkError], pauses: list[float]) -> None:
        """A throttled or busy call is sent three times more, then is an error."""
        with answering(answer) as sent:
            error = fail(side)

        assert type(error) is kind
        assert not error.may_have_been_executed
        assert len({request.content for request in sent}) == 1
        assert (len(sent), len(pauses)) == (4, 3)

    def test_recovery(self, side: str, pauses: list[float]) -> None:
        """A call that is throttled and busy, and then accepted, is accepted."""
        with answering(LATER["88 90018"][0], LATER["-1"][0], ACCEPTED) as sent:
            assert call(side).errcode == 0

        assert (len(sent), len(pauses)) == (3, 2)

    def test_backoff(self, side: str, pauses: list[float]) -> None:
        """The pauses grow, with jitter that never makes them longer."""
        with answering(LATER["90018"][0]):
            fail(side)

        assert [0.5 <= pause / longest <= 1 for pause, longest in zip(pauses, (1, 2, 4), strict=True)] == [True] * 3
        assert len({pause / 2**number for number, pause in enumerate(pauses)}) == 3

    def test_retry_after(self, side: str, pauses: list[float]) -> None:
        """A short Retry-After is waited for, a long one is told."""
        with answering(say({}, 429, Retry_After="7"), say({}, 429, Retry_After="3600")) as sent:
            error = fail(side)

        assert isinstance(error, Throttled)
        assert (pauses, len(sent), error.retry_after) == ([7.0], 2, 3600.0)

    @pytest.mark.parametrize("value", ["soon", "-1", "٣", "9" * 5000, "Mon, 23 Nov 2026 12:00:00 GMT"])
    def test_odd_retry_after(self, side: str, value: str, pauses: list[float]) -> None:
        """A Retry-After that is no number of seconds counts as none."""
        answer = httpx.Response(429, headers=[(b"Retry-After", value.encode())])

        with answering(answer):
            error = fail(side)

        assert isinstance(error, Throttled)
        assert error.retry_after is None
        assert len(pauses) == 3

    def test_refused_connection(self, side: str, pauses: list[float]) -> None:
        """A refused connection is tried again, since nothing was sent."""
        error = fail(side, base_url="http://127.0.0.1:1")

        assert isinstance(error, ConnectionFailed)
        assert error.refused
        assert len(pauses) == 3

    @pytest.mark.parametrize(("options", "requests"), [({"retries": 0}, 1), ({"retries": 1}, 2), ({}, 4)], ids=str)
    def test_options(self, side: str, options: dict[str, Any], requests: int, pauses: list[float]) -> None:
        """A call may be sent again less often than its client does."""
        with answering(LATER["429"][0]) as sent:
            fail(side, options=CallOptions(**options))

        assert (len(sent), len(pauses)) == (requests, requests - 1)


@pytest.mark.parametrize("side", SIDES)
class TestSentOnce:
    """What may have been executed, or was refused for good, is not sent again."""

    @pytest.mark.parametrize(("answer", "kind"), FINAL.values(), ids=FINAL)
    def test_final(self, side: str, answer: httpx.Response, kind: type[DingTalkError], pauses: list[float]) -> None:
        """A final answer is sent for once."""
        with answering(answer) as sent:
            error = fail(side)

        assert type(error) is kind
        assert (len(sent), pauses) == (1, [])

    @pytest.mark.parametrize("lost", [httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.WriteError])
    def test_lost_answer(self, side: str, lost: type[Exception], pauses: list[float]) -> None:
        """A lost answer may stand for an executed request."""
        with respx.mock() as router:
            route = router.route().mock(side_effect=lost)
            error = fail(side)
            requests = route.call_count

        assert isinstance(error, TransportFailed)
        assert error.may_have_been_executed
        assert (requests, pauses) == (1, [])

    @pytest.mark.parametrize("lost", [httpx.ReadError, httpx.ReadTimeout])
    def test_asked_for(self, side: str, lost: type[Exception], pauses: list[float]) -> None:
        """A caller may ask for it to be sent again all the same."""
        with respx.mock() as router:
            route = router.route().mock(side_effect=[lost, httpx.Response(502), ACCEPTED])
            result = attempt(side, options=CallOptions(resend=True))
            requests = route.call_count

        assert not isinstance(result, DingTalkError)
        assert (requests, len(pauses)) == (3, 2)

    @pytest.mark.parametrize("answer", [FINAL["rejected"][0], FINAL["404"][0], FINAL["302"][0], FINAL["no JSON"][0]])
    def test_asked_for_in_vain(self, side: str, answer: httpx.Response, pauses: list[float]) -> None:
        """What was answered for good is not sent again even so."""
        with answering(answer) as sent:
            fail(side, resend=True)

        assert (len(sent), pauses) == (1, [])
