"""The transport: bounded in size and time, whatever comes."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dingtalk_contract.errors import UsageError
from dingtalk_contract.exchange import Answer, Draft, Failure, FailureKind, Transport, parse_url

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
Talk = Callable[[socket.socket], None]


@contextmanager
def talking(talk: Talk, timeout: float = 1.0) -> Iterator[Transport]:
    """Return a transport to a server that talks as told on each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                    with connection:
                        talk(connection)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        transport = Transport(address=parse_url(f"http://127.0.0.1:{listener.getsockname()[1]}"), timeout=timeout)
        yield transport
        transport.close()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(2)


def saying(*pieces: bytes) -> Talk:
    """Make a talk that reads once, sends these pieces, and closes."""

    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        for piece in pieces:
            connection.sendall(piece)

    return talk


def exchange(transport: Transport) -> Answer | Failure:
    """Make one exchange."""
    return transport.exchange(Draft(method="POST", path="/x", body=b"{}"))


@pytest.mark.parametrize(
    "raw",
    [
        OK,
        b"HTTP/1.0 200 OK\r\n\r\n{}",
        b"HTTP/1.1 200\r\ncontent-length:2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + OK,
    ],
)
def test_every_framing_of_http_is_read(raw: bytes) -> None:
    """An answer is read in each framing that HTTP has."""
    with talking(saying(raw)) as transport:
        answer = exchange(transport)

    assert isinstance(answer, Answer)
    assert (answer.status, answer.body) == (200, b"{}")


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        ((b"",), FailureKind.CLOSED),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",), FailureKind.CLOSED),
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{",), FailureKind.CLOSED),
        ((b"SSH-2.0-x\r\n",), FailureKind.NOT_HTTP),
        ((b"HTTP/1.1 OK 200\r\n\r\n",), FailureKind.CLOSED),
        ((b"HTTP/1.1 200 OK\r\n", *[b"x: " + b"y" * 1000 + b"\r\n"] * 200), FailureKind.TOO_LARGE),
        ((b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65536] * 20), FailureKind.TOO_LARGE),
    ],
)
def test_what_is_no_whole_answer_is_named(pieces: tuple[bytes, ...], kind: FailureKind) -> None:
    """A broken, endless or foreign answer is a failure of its kind."""
    with talking(saying(*pieces)) as transport:
        failure = exchange(transport)

    assert isinstance(failure, Failure)
    assert failure.kind is kind


def test_a_byte_now_and_then_runs_into_the_timeout() -> None:
    """The timeout bounds the whole exchange, not each byte."""

    def drip(connection: socket.socket) -> None:
        connection.recv(65536)
        for byte in OK:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    with talking(drip, timeout=0.3) as transport:
        failure = exchange(transport)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.TIMEOUT


def test_bytes_after_the_answer_are_kept() -> None:
    """What follows the end of an answer is surplus."""
    with talking(saying(OK + b"more")) as transport:
        answer = exchange(transport)

    assert isinstance(answer, Answer)
    assert answer.surplus == b"more"


def test_a_reset_of_a_served_connection_is_tried_once_more() -> None:
    """A kept connection that was closed meanwhile is opened anew."""
    with talking(saying(OK)) as transport:
        answers = [exchange(transport) for _ in range(3)]

    assert all(isinstance(answer, Answer) for answer in answers)


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    """A redirect comes back as it is."""
    with talking(saying(b"HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n")) as transport:
        answer = exchange(transport)

    assert isinstance(answer, Answer)
    assert answer.status == 302


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://h", "http://h"),
        ("http://h:80/", "http://h"),
        ("https://h:8443/a/b/", "https://h:8443/a/b"),
        ("http://[::1]:81", "http://[::1]:81"),
    ],
)
def test_a_url_is_scheme_host_port_and_prefix(url: str, shown: str) -> None:
    """A URL is kept without its trailing slash and its default port."""
    assert shown == parse_url(url).url


@pytest.mark.parametrize(
    "url", ["", "h", "ftp://h", "http://", "http://h?x", "http://h#x", "http://u@h", "http://h/a b"]
)
def test_other_urls_are_refused(url: str) -> None:
    """A URL with more or less than that is refused."""
    with pytest.raises(UsageError):
        parse_url(url)
