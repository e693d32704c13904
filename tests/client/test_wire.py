"""The client over real connections: whatever comes, and however slowly, it ends in a result or a typed error."""

import asyncio
import gzip
import socket
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from dingtalk_workflow_client import (
    AsyncDingTalkWorkflow,
    CancelTaskGroupResult,
    ConnectionFailed,
    DingTalkError,
    DingTalkWorkflow,
    MalformedAnswer,
    TimedOut,
    TransportFailed,
    UnexpectedStatus,
)
from dingtalk_workflow_client._deadline import Deadlines
from hypothesis import given

from tests.client.calling import EXAMPLE, PATH, SIDES, TOKEN, attempt, call, fail, listening, opened
from tests.client.strategies import PROFILE, any_replies
from tests.servers.serving import Reply

ACCEPTED = Reply(value={"errcode": 0})
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def closed_port() -> int:
    """Find a port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def trickle(start: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """Write a start, and then one piece after the other without an end."""

    def stream(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            time.sleep(0.02)
            connection.sendall(piece)

    return stream


@pytest.mark.parametrize("side", SIDES)
class TestBytes:
    """Any bytes in place of an answer end in a typed error."""

    @PROFILE
    @given(reply=any_replies)
    def test_any_answer(self, side: str, reply: Reply) -> None:
        """Any status, headers and body give a result or a typed error."""
        with listening(reply.edit(close=True)) as (url, _):
            result = attempt(side, base_url=url, retries=0)

        assert isinstance(result, CancelTaskGroupResult) or str(result).isprintable()

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"\x00\xff\xfe",
            b"HTTP/1.1 20",
            b"HTTP/1.1 099 OK\r\n\r\n{}",
            b"HTTP/1.1 1000 OK\r\n\r\n{}",
            b"HTTP/1.1 200 OK\r\n\r\n" * 2,
            HEAD + b"Content-Length: 9\r\n\r\n{}",
            HEAD + b"Content-Length: -1\r\n\r\n{}",
            HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}",
            HEAD + b"\xff\xfe: \x80\r\n\r\n{}",
            HEAD + b"A: " + b"x" * 200_000 + b"\r\n\r\n{}",
            b"HTTP/1.1 100 Continue\r\n\r\n" * 20,
            b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
            b"SSH-2.0-OpenSSH_9.6\r\n",
        ],
        ids=lambda raw: repr(raw[-30:]),
    )
    def test_no_http(self, side: str, raw: bytes) -> None:
        """What is no whole HTTP answer is an error that says so."""
        with listening(Reply(raw=raw)) as (url, came):
            error = fail(side, base_url=url, timeout=2)

        assert isinstance(error, TransportFailed | MalformedAnswer | UnexpectedStatus)
        assert error.may_have_been_executed
        assert len(came) == 1

    @pytest.mark.parametrize(
        ("content", "encoding"),
        [
            (b"no gzip", "gzip"),
            (gzip.compress(b'{"errcode":0}')[:-12], "gzip"),
            (gzip.compress(b" " * (1 << 24) + b"{}"), "gzip"),
            (b"{}", "br"),
            (b"\xff", "deflate"),
        ],
        ids=["garbage", "cut", "bomb", "brotli", "deflate"],
    )
    def test_compression(self, side: str, content: bytes, encoding: str) -> None:
        """A compression that cannot be undone within bounds is malformed."""
        with listening(Reply(body=content, headers=(("Content-Encoding", encoding),))) as (url, _):
            assert isinstance(fail(side, base_url=url), MalformedAnswer)

    def test_compressed(self, side: str) -> None:
        """A compressed answer is understood, though none is asked for."""
        reply = Reply(body=gzip.compress(b'{"errcode":0}'), headers=(("Content-Encoding", "gzip"),))

        with listening(reply) as (url, came):
            assert call(side, base_url=url).errcode == 0

        assert came[0].headers["accept-encoding"] == "identity"

    def test_endless_answer(self, side: str) -> None:
        """An answer without an end is read up to a bound."""
        piece = b" " * 65536
        reply = Reply(stream=trickle(HEAD + b"\r\n" + piece * 17, piece))

        with listening(reply) as (url, _):
            error = fail(side, base_url=url)

        assert isinstance(error, MalformedAnswer)
        assert "1048576" in str(error)


@pytest.mark.parametrize("side", SIDES)
class TestTime:
    """The timeout holds for the whole exchange."""

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(value={"errcode": 0}, delay=3),
            Reply(stream=trickle(b"HTTP/1.1 200 OK\r\nA: ", b"x")),
            Reply(stream=trickle(HEAD + b"\r\n", b" ")),
            Reply(stream=trickle(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n")),
            Reply(stream=trickle(b"", b"HTTP/1.1 100 Continue\r\n\r\n")),
        ],
        ids=["late", "head", "body", "chunks", "continue"],
    )
    def test_slow_answers(self, side: str, reply: Reply) -> None:
        """An answer that is late, or trickles in, is given up for good."""
        with listening(reply) as (url, came):
            error = fail(side, base_url=url, timeout=0.3)

        assert isinstance(error, TimedOut)
        assert error.may_have_been_executed
        assert len(came) == 1

    def test_no_pool_is_left_behind(self, side: str) -> None:
        """A call after one that timed out has a connection of its own."""
        with listening(Reply(value={}, delay=1), ACCEPTED) as (url, came):
            results = twice(side, base_url=url, timeout=0.3, max_connections=1)

        assert [type(each) for each in results] == [TimedOut, CancelTaskGroupResult]

        assert len({request.connection for request in came}) == 2


def twice(side: str, **settings: Any) -> list[Any]:
    """Call twice by one client, and return what came of it."""
    found: list[Any] = []
    with opened(side, **settings) as workflow:
        for _ in range(2):
            try:
                found.append(workflow.cancel_task_group(**EXAMPLE))
            except DingTalkError as error:
                found.append(error)
    return found


@pytest.mark.parametrize("side", SIDES)
class TestConnections:
    """Connections are kept, and made where the caller said alone."""

    def test_pooling(self, side: str) -> None:
        """Two calls of one client share a connection."""
        with listening(ACCEPTED) as (url, came):
            twice(side, base_url=url)

        assert len(came) == 2
        assert len({request.connection for request in came}) == 1

    def test_closed_in_between(self, side: str) -> None:
        """A connection that the server closed after an answer is replaced."""
        with listening(ACCEPTED.edit(close=True)) as (url, came):
            results = twice(side, base_url=url)

        assert [type(each) for each in results] == [CancelTaskGroupResult] * 2
        assert len(came) == 2

    def test_redirects(self, side: str) -> None:
        """No redirect is followed, so that the token goes nowhere else."""
        with listening(Reply(status=307, headers=(("Location", "/elsewhere"),))) as (url, came):
            error = fail(side, base_url=url)

        assert isinstance(error, UnexpectedStatus)
        assert [request.path for request in came] == [PATH]

    def test_environment(self, side: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """No proxy of the environment is used."""
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")

        with listening(ACCEPTED) as (url, _):
            assert call(side, base_url=url).errcode == 0

    def test_proxy(self, side: str) -> None:
        """A proxy that the caller names is used."""
        with listening(ACCEPTED) as (url, came):
            assert call(side, base_url="http://server.test", proxy=url).errcode == 0

        assert came[0].target == f"http://server.test{PATH}?access_token={TOKEN}"

    def test_cookies(self, side: str) -> None:
        """No cookie is sent back."""
        with listening(ACCEPTED.edit(headers=(("Set-Cookie", "a=b"),))) as (url, came):
            twice(side, base_url=url)

        assert all("cookie" not in request.headers for request in came)

    def test_no_connection(self, side: str, pauses: list[float]) -> None:
        """A connection that fails otherwise than refused is not tried again."""
        with respx.mock() as router:
            route = router.route().mock(side_effect=httpx.ConnectError("no such host"))
            error = fail(side)
            tries = route.call_count

        assert isinstance(error, ConnectionFailed)
        assert not error.refused
        assert not error.may_have_been_executed
        assert (tries, pauses) == (1, [])


def test_a_body_is_bounded_without_the_private_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library moves its private name, a body still has an end."""
    monkeypatch.setattr(Deadlines, "bind", lambda *_: None)

    with listening(Reply(stream=trickle(HEAD + b"\r\n", b" "))) as (url, _):
        assert isinstance(fail("sync", base_url=url, timeout=0.3), TimedOut)


def test_the_library_still_lets_reads_be_bounded() -> None:
    """The one private name of the HTTP library that is used is still there."""
    with DingTalkWorkflow(TOKEN, base_url="http://server.test") as workflow:
        backend = workflow._sender._transport._pool._network_backend

    assert type(backend).__module__ == "dingtalk_workflow_client._deadline"


def test_an_async_client_outlives_its_event_loop() -> None:
    """One async client serves several event loops, by a pool for each."""
    pools: list[object] = []
    with listening(ACCEPTED) as (url, came):
        workflow = AsyncDingTalkWorkflow(TOKEN, base_url=url)

        async def run() -> None:
            await workflow.cancel_task_group(**EXAMPLE)
            pools.append(workflow._sender._transport())
            await workflow._sender.aclose()

        asyncio.run(run())
        asyncio.run(run())

    assert len(came) == len({id(pool) for pool in pools}) == 2
