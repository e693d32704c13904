"""The emulator on a socket: started, asked, bothered and stopped."""

import http.client
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, Limits, serve
from dingtalk_contract.errors import AddressInUse

JSON = {"Content-Type": "application/json"}
OFFER = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}
PROGRAM = """
from dingtalk_contract.contract import load_document
from dingtalk_contract.emulator import Emulator, serve, make_emulator
serve(make_emulator(load_document()), "127.0.0.1", 0, announce=lambda url: print(url, flush=True))
print("ended")
"""


@pytest.fixture
def embedded(emulator: Emulator) -> Iterator[EmbeddedEmulator]:
    """Serve for the length of a test."""
    with EmbeddedEmulator(emulator) as embedded:
        yield embedded


@pytest.fixture
def connection(embedded: EmbeddedEmulator) -> Iterator[http.client.HTTPConnection]:
    """Connect to it."""
    connection = http.client.HTTPConnection(urlsplit(embedded.url).netloc, timeout=5)
    yield connection
    connection.close()


@pytest.fixture
def target(operation: Operation) -> str:
    """Return the path and query of a good request."""
    return f"{operation.path}?access_token=6d1bxxxx"


def test_one_connection_serves_many_requests(
    connection: http.client.HTTPConnection, operation: Operation, target: str
) -> None:
    """Requests of several kinds are answered one after another."""
    body = json.dumps(operation.body_example)

    codes = [
        _ask(connection, method, target, body, JSON)["errcode"]
        for method in ("POST", "GET", "POST", "OPTIONS", "DELETE", "POST")
    ]

    assert codes == [0, 43002, 0, 43002, 43002, 0]


def test_an_answer_has_its_length(connection: http.client.HTTPConnection, target: str) -> None:
    """The length is told, for HEAD too, where the body is absent."""
    connection.request("HEAD", target)

    response = connection.getresponse()

    assert (response.status, response.read()) == (200, b"")
    assert int(response.headers["Content-Length"]) > 0
    assert response.headers["Date"]


def test_a_chunked_body_is_read(connection: http.client.HTTPConnection, operation: Operation, target: str) -> None:
    """A body in pieces without a length is put together."""
    raw = json.dumps(operation.body_example).encode()

    members = _ask(connection, "POST", target, iter([raw[:5], raw[5:]]), JSON)

    assert members["errcode"] == 0


def test_an_offer_of_http2_is_passed_over(
    connection: http.client.HTTPConnection, operation: Operation, target: str
) -> None:
    """A request that offers h2c, as Java's HttpClient does, keeps its body."""
    members = _ask(connection, "POST", target, json.dumps(operation.body_example), {**JSON, **OFFER})

    assert members["errcode"] == 0


def test_a_body_beyond_bounds_leaves_the_emulator_well(
    connection: http.client.HTTPConnection, operation: Operation, target: str
) -> None:
    """Four mebibytes are refused, and the next request is answered."""
    codes = [
        _ask(connection, "POST", target, body, JSON)["errcode"]
        for body in (b" " * (4 << 20) + b"1", json.dumps(operation.body_example))
    ]

    assert codes == [40035, 0]


@pytest.mark.parametrize("query", ["access_token=%", "%", "access_token=%E4%BD&%zz", "&&==&", "a" * 60_000])
def test_a_broken_query_is_answered(connection: http.client.HTTPConnection, operation: Operation, query: str) -> None:
    """Percent signs that begin nothing are no reason to fail."""
    members = _ask(connection, "POST", f"{operation.path}?{query}", "{}", JSON)

    assert members["errcode"] == 88


@pytest.mark.parametrize(
    "raw",
    [
        b"GARBAGE\r\n\r\n",
        b"POST /topapi/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc",
        b"POST /topapi/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"POST /topapi/x HTTP/1.1\r\n",
        b"",
    ],
    ids=repr,
)
def test_bad_clients_leave_no_trace(
    embedded: EmbeddedEmulator,
    connection: http.client.HTTPConnection,
    target: str,
    raw: bytes,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After a client that misbehaves nothing is told, and all goes on."""
    caplog.set_level(logging.INFO)
    address = urlsplit(embedded.url)
    with socket.create_connection((address.hostname, address.port)) as client:
        client.sendall(raw)

    members = _ask(connection, "GET", target, None, {})

    assert members["errcode"] == 43002
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_fault_of_the_emulator_is_told(
    emulator: Emulator, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks inside is logged with its place, and answered 500."""

    def broken(request: Any) -> Any:
        raise ZeroDivisionError(request.query)

    monkeypatch.setattr(emulator, "respond", broken)
    with EmbeddedEmulator(emulator) as embedded:
        connection = http.client.HTTPConnection(urlsplit(embedded.url).netloc, timeout=5)
        connection.request("GET", "/?access_token=s3cr3t")
        response = connection.getresponse()
        said = response.read()
        connection.close()

    assert (response.status, said) == (500, b"500 Internal Server Error\n")
    assert "ZeroDivisionError" in caplog.text
    assert "in broken" in caplog.text
    assert "s3cr3t" not in caplog.text


def test_it_starts_and_stops_at_once(emulator: Emulator) -> None:
    """A stop waits for no client that idles or stalls."""
    started = time.perf_counter()

    with EmbeddedEmulator(emulator) as embedded:
        address = urlsplit(embedded.url)
        idle = socket.create_connection((address.hostname, address.port))
        stalling = socket.create_connection((address.hostname, address.port))
        stalling.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
    took = time.perf_counter() - started
    idle.close()
    stalling.close()

    # A stop that waits for them takes as long as a request may.
    assert took < Limits().request_seconds / 2
    assert "emulator" not in {thread.name for thread in threading.enumerate()}


def test_it_takes_a_given_port(emulator: Emulator) -> None:
    """The port is the one that was asked for, and free again afterwards."""
    with EmbeddedEmulator(emulator) as first:
        port = urlsplit(first.url).port or 0
        # A connection that the emulator ends lingers in the kernel.
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        client.recv(1)

    with EmbeddedEmulator(emulator, port=port) as second:
        url = second.url
    client.close()

    assert url == f"http://127.0.0.1:{port}"


def test_it_leaves_signal_handlers_alone(emulator: Emulator) -> None:
    """An embedded emulator takes no signal from the process around it."""
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]

    with EmbeddedEmulator(emulator):
        during = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]

    assert during == before


@pytest.mark.parametrize("start", [serve, lambda *parts: EmbeddedEmulator(parts[0], port=parts[2]).__enter__()])
def test_an_occupied_port_is_told(emulator: Emulator, start: Any) -> None:
    """An address that somebody has is refused at once, with a short reason."""
    with socket.create_server(("127.0.0.1", 0)) as occupier:
        port = occupier.getsockname()[1]

        with pytest.raises(AddressInUse, match=rf"cannot listen on 127.0.0.1:{port}: address already in use\."):
            start(emulator, "127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 65536), ("192.0.2.1", 0), ("a" * 64, 0), ("127.0.0.1", -1)])
def test_an_address_of_somebody_else_is_told(emulator: Emulator, host: str, port: int) -> None:
    """An address that this machine cannot have is refused likewise."""
    with pytest.raises(AddressInUse, match=re.escape(f"cannot listen on {host}:{port}: ")):
        serve(emulator, host, port)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    """The process ends with a client still connected."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n")
            os.kill(process.pid, number)
            output, _ = process.communicate(timeout=5)

    assert (output, process.returncode) == ("ended\n", 0)


def _ask(connection: http.client.HTTPConnection, method: str, target: str, body: Any, headers: Any) -> dict[str, Any]:
    connection.request(method, target, body, headers)
    members: dict[str, Any] = json.loads(connection.getresponse().read())
    return members
