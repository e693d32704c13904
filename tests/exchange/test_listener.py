"""The listener: each request exactly as it arrived, and the answer that was wanted, whatever comes."""

import http.client
import socket
import time

import pytest

from dingtalk_contract.errors import AddressInUse
from dingtalk_contract.exchange import Arrival, Listener, Reply

OK = Reply(headers=(("Content-Type", "application/json"),), body=b"{}")
REQUEST = b"POST /a?b=%2B+c&d HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nx-two: 2\r\nContent-Length: 3\r\n\r\nabc"


def talk(listener: Listener, *pieces: bytes, close: bool = True) -> bytes:
    """Send bytes on one connection, and give all that comes back until it is closed."""
    with socket.create_connection((listener.host, listener.port), timeout=5) as connection:
        for piece in pieces:
            connection.sendall(piece)
        if close:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while data := connection.recv(65536):
            received += data
    return received


def listening(reply: Reply = OK, patience: float = 0.2) -> Listener:
    """Make a listener that always answers the same."""
    return Listener(answering=lambda _: reply, patience=patience)


def test_a_request_is_kept_as_it_arrived() -> None:
    """Every part of a request is kept, and its bytes."""
    with listening() as listener:
        received = talk(listener, REQUEST)

    [arrival] = listener.arrivals
    assert received.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n")
    assert (arrival.method, arrival.target, arrival.version) == ("POST", "/a?b=%2B+c&d", "1.1")
    assert (arrival.path, arrival.query, arrival.parameters) == ("/a", "b=%2B+c&d", (("b", "+ c"), ("d", "")))
    assert [value for name, value in arrival.headers if name == "x-two"] == ["1", "2"]
    assert (arrival.body, arrival.fault, arrival.raw) == (b"abc", None, REQUEST)


@pytest.mark.parametrize(
    ("target", "path"),
    [("/a?b", "/a"), ("//a/b", "//a/b"), ("http://h:1/a?b", "/a"), ("http://h", "/"), ("*", "*"), ("a:b", "a:b")],
)
def test_the_path_is_found_in_any_target(target: str, path: str) -> None:
    """The path is what stands before the query, in a whole URL too."""
    assert Arrival(number=1, connection=1, target=target).path == path


def test_requests_in_one_piece_are_told_apart() -> None:
    """Two requests in one piece are two arrivals on one connection."""
    with listening() as listener:
        received = talk(listener, REQUEST + REQUEST)

    assert received.count(b"HTTP/1.1 200") == 2
    assert [(each.number, each.connection, each.raw) for each in listener.arrivals] == [
        (1, 1, REQUEST),
        (2, 1, REQUEST),
    ]


def test_a_body_in_chunks_is_put_together() -> None:
    """A body that comes in chunks arrives whole."""
    head = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"

    with listening() as listener:
        talk(listener, head, b"2\r\nab\r\n", b"1\r\nc\r\n0\r\n\r\n")

    assert [(each.body, each.chunked, each.fault) for each in listener.arrivals] == [(b"abc", True, None)]


def test_a_client_that_waits_is_told_to_continue() -> None:
    """A request with Expect: 100-continue gets its 100 before the body."""
    head = b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"

    with listening() as listener, socket.create_connection((listener.host, listener.port), timeout=5) as connection:
        connection.sendall(head)
        first = connection.recv(65536)
        connection.sendall(b"abc")
        second = connection.recv(65536)

    assert first.startswith(b"HTTP/1.1 100")
    assert second.startswith(b"HTTP/1.1 200")
    assert listener.arrivals[0].body == b"abc"


def test_an_offer_to_switch_protocols_is_passed_over() -> None:
    """A request that offers HTTP/2 is answered as any other."""
    offer = REQUEST.replace(b"X-Two: 1", b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAM")

    with listening() as listener:
        received = talk(listener, offer, REQUEST)

    assert received.count(b"HTTP/1.1 200") == 2
    assert [each.fault for each in listener.arrivals] == [None, None]


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"nonsense\r\n\r\n",
        b"POST / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ten\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTT",
        b"POST /" + b"a" * 200_000,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=lambda data: repr(data[:24]),
)
@pytest.mark.parametrize("close", [True, False])
def test_what_is_no_request_is_kept_with_its_fault(data: bytes, close: bool) -> None:  # noqa: FBT001 - a parameter
    """Bytes that are no complete request are one arrival with a fault."""
    with listening() as listener:
        received = talk(listener, data, close=close)
        talk(listener, REQUEST)

    assert received.startswith(b"HTTP/1.1 200")
    assert [each.fault is None for each in listener.arrivals] == [False, True]
    assert listener.arrivals[0].raw == data[: 1 << 16]


def test_a_connection_without_a_byte_is_no_arrival() -> None:
    """A connection that is opened and closed is nothing."""
    with listening() as listener:
        assert talk(listener) == b""

    assert listener.arrivals == []


def test_a_connection_is_dropped_without_an_answer() -> None:
    """A dropped connection ends without a byte, after the request was read."""
    with listening(Reply(drop=True)) as listener:
        assert talk(listener, REQUEST, close=False) == b""

    assert listener.arrivals[0].raw == REQUEST


def test_an_answer_can_be_any_bytes() -> None:
    """Raw bytes are sent as they are, and end the connection."""
    with listening(Reply(raw=b"HTTP/1.1 2")) as listener:
        assert talk(listener, REQUEST + REQUEST, close=False) == b"HTTP/1.1 2"

    assert len(listener.arrivals) == 1


def test_an_answer_can_be_late() -> None:
    """No answer waits for one that is late."""
    slowly = Listener(answering=lambda each: Reply(delay=60 if each.number == 1 else 0))
    with slowly as listener, socket.create_connection((listener.host, listener.port), timeout=5) as slow:
        slow.sendall(REQUEST)
        while not listener.arrivals:
            time.sleep(0.001)
        talk(listener, REQUEST)
        slow.settimeout(0)
        with pytest.raises(BlockingIOError):
            slow.recv(1)


def test_an_old_client_gets_its_answer() -> None:
    """HTTP/1.0 is answered, and the connection closed."""
    with listening() as listener:
        received = talk(listener, b"POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\na", close=False)

    assert received.endswith(b"\r\n\r\n{}")
    assert listener.arrivals[0].version == "1.0"


def test_what_was_sent_by_one_that_is_gone_arrives() -> None:
    """After settling, requests of closed connections have all arrived."""
    with listening() as listener:
        for _ in range(50):
            with socket.create_connection((listener.host, listener.port)) as connection:
                connection.sendall(REQUEST)
        listener.settle(5)

        assert len(listener.arrivals) == 50


def test_an_address_in_use_is_named() -> None:
    """A port that somebody has is an error that says so."""
    with listening() as listener, pytest.raises(AddressInUse, match=f"cannot listen on 127.0.0.1:{listener.port}"):
        listening(OK).__class__(answering=lambda _: OK, port=listener.port).__enter__()


def test_a_connection_serves_many_requests() -> None:
    """A kept connection is read on after a rest."""
    with listening() as listener:
        connection = http.client.HTTPConnection(listener.host, listener.port, timeout=5)
        for _ in range(3):
            connection.request("POST", "/", body=b"a")
            connection.getresponse().read()
            time.sleep(0.3)
        connection.close()

    assert [each.connection for each in listener.arrivals] == [1, 1, 1]
