"""
The emulator under attack: whatever comes over the wire, it answers or hangs up, stays small, and goes on.
"""

import json
import logging
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, Limits, Plan

TOKEN = "6d1bxxxx"
ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r\n]*\r\n")


@pytest.fixture
def limits() -> Limits:
    """
    Bounds that a test reaches soon.
    """
    return Limits(head_bytes=8192, body_bytes=65536, request_seconds=0.5, idle_seconds=1.0, connections=20)


@pytest.fixture
def embedded(emulator: Emulator, limits: Limits) -> Iterator[EmbeddedEmulator]:
    """
    An emulator with narrow bounds, on a socket.
    """
    with EmbeddedEmulator(Emulator(emulator.document, limits=limits)) as embedded:
        yield embedded


def connect(embedded: EmbeddedEmulator) -> socket.socket:
    """
    Connect to it.
    """
    address = urlsplit(embedded.url)
    return socket.create_connection((address.hostname, address.port), timeout=10)


def read_all(client: socket.socket) -> bytes:
    """
    Read until the other side hangs up.
    """
    said = b""
    try:
        while piece := client.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said


def exchange(embedded: EmbeddedEmulator, raw: bytes, *, shut: bool = True) -> bytes:
    """
    Send bytes, and give all that comes back.
    """
    with connect(embedded) as client:
        try:
            client.sendall(raw)
            if shut:
                client.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return read_all(client)


def good_request(operation: Operation, *headers: str, body: bytes | None = None) -> bytes:
    """
    Write a good request, with more headers or another body.
    """
    body = json.dumps(operation.body_example).encode() if body is None else body
    lines = [f"POST {operation.path}?access_token={TOKEN} HTTP/1.1", "Host: a", "Content-Type: application/json"]
    return "\r\n".join([*lines, *headers, f"Content-Length: {len(body)}", "", ""]).encode() + body


def is_well(embedded: EmbeddedEmulator, operation: Operation) -> bool:
    """
    Tell whether a good request is accepted.
    """
    return b'"errcode":0,' in exchange(embedded, good_request(operation))


def codes_of(said: bytes) -> list[int]:
    """
    Give each errcode of the answers.
    """
    return [int(code) for code in re.findall(rb'"errcode":(-?\d+)', said)]


MALFORMED = [
    b"\x00\x01\x02\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\nHost: a\n\n",
    b"POST /topapi/x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"POST /topapi/x HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST /topapi/x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /topapi/x HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /topapi/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    b"POST /topapi/x HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /%ff%00%zz HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET http://a/_emulator/state HTTP/1.1\r\nHost: a\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
]


@pytest.mark.parametrize("raw", MALFORMED, ids=repr)
def test_what_is_no_request_is_answered_or_dropped(
    embedded: EmbeddedEmulator, operation: Operation, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Malformed HTTP gets an answer or an end, never a traceback.
    """
    caplog.set_level(logging.INFO)

    said = exchange(embedded, raw)

    assert said == b"" or ANSWER.match(said)
    assert b"Traceback" not in said
    assert b" 500 " not in said.split(b"\r\n")[0]
    assert caplog.records == []
    assert is_well(embedded, operation)


@pytest.mark.parametrize("seed", range(8))
def test_mutated_requests_leave_the_emulator_well(
    embedded: EmbeddedEmulator, operation: Operation, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A good request with bytes changed, cut or doubled is survived.
    """
    chance, good = random.Random(seed), good_request(operation)
    told = []

    for _ in range(150):
        raw = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(raw))
            how = chance.randrange(4)
            if how == 0:
                raw[place] = chance.randrange(256)
            elif how == 1:
                del raw[place : place + chance.randrange(1, 40)]
            elif how == 2:
                raw[place:place] = raw[place : place + chance.randrange(1, 40)]
            else:
                raw[place:place] = chance.randbytes(chance.randrange(1, 10))
            raw = raw or bytearray(b"x")
        told.append(exchange(embedded, bytes(raw)))

    assert all(said == b"" or ANSWER.match(said) for said in told)
    assert not any(b"Traceback" in said or said.startswith(b"HTTP/1.1 500") for said in told)
    assert caplog.records == []
    assert is_well(embedded, operation)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 9000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 4_000_000, 431),
    ],
    ids=["target", "header", "headers", "endless"],
)
def test_a_huge_head_is_431(embedded: EmbeddedEmulator, operation: Operation, raw: bytes, status: int) -> None:
    """
    A request line or headers beyond bounds end the connection.
    """
    said = exchange(embedded, raw, shut=False)

    # Where bytes were still on their way, the kernel may drop the answer with them.
    assert said == b"" or said.startswith(b"HTTP/1.1 %d " % status)
    assert is_well(embedded, operation)


def test_a_huge_body_is_refused_and_not_kept(embedded: EmbeddedEmulator, operation: Operation) -> None:
    """
    A body beyond bounds is passed over, chunked or not.
    """
    body = b" " * 200_000
    chunks = b"".join(b"%x\r\n%s\r\n" % (1000, b" " * 1000) for _ in range(200)) + b"0\r\n\r\n"
    head = good_request(operation, body=b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")

    codes = [codes_of(exchange(embedded, raw)) for raw in (good_request(operation, body=body), head + chunks)]

    assert codes == [[40035], [40035]]


def test_a_million_tiny_pieces_are_put_together(emulator: Emulator, operation: Operation) -> None:
    """
    A body of a million chunks of one byte each is read within bounds.
    """
    body = b" " * 1_000_000 + json.dumps(operation.body_example).encode()
    head = good_request(operation, body=b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"

    with EmbeddedEmulator(emulator) as embedded:
        # Copied for each piece, the body would take minutes, and the client hang up.
        assert codes_of(exchange(embedded, head + chunks)) == [0]


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        (b"[" * 30_000 + b"]" * 30_000, 47001),
        (b'{"request":' * 5000 + b"1" + b"}" * 5000, 47001),
        (b'{"request":{"agentid":111,"agentid":222}}', 47001),
        (b'{"request":{"agentid":' + b"9" * 60_000 + b"}}", 47001),
        (b'{"request":"\xff\xfe"}', 47001),
        (b'{"request":"\xed\xa0\x80"}', 47001),
        (b'{"request":"\\ud800"}', 41),
        (b"\x00" * 1000, 47001),
        (b'{"request":{"activity_id":"' + b"a" * 60_000 + b'"}}', 400002),
    ],
    ids=["brackets", "objects", "repeated", "number", "invalid-utf-8", "surrogate", "escaped-surrogate", "nul", "long"],
)
def test_hostile_json_is_refused(embedded: EmbeddedEmulator, operation: Operation, body: bytes, errcode: int) -> None:
    """
    Deep, repeated, endless or ill-encoded JSON gets an errcode.
    """
    assert codes_of(exchange(embedded, good_request(operation, body=body))) == [errcode]


@pytest.mark.parametrize("sent", [b"", b"POST /topapi", b"POST /topapi/x HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc"])
def test_a_slow_sender_is_hung_up_on(embedded: EmbeddedEmulator, operation: Operation, sent: bytes) -> None:
    """
    A request that does not arrive in time is 408, idleness an end.
    """
    with connect(embedded) as client:
        client.sendall(sent)
        said = read_all(client)

    assert said.startswith(b"HTTP/1.1 408 ") if sent else said == b""
    assert is_well(embedded, operation)


def test_a_sender_that_drips_is_hung_up_on(embedded: EmbeddedEmulator) -> None:
    """
    A byte now and then does not prolong the time of a request.
    """
    began = time.monotonic()
    with connect(embedded) as client:
        try:
            for byte in b"POST /topapi/x HTTP/1.1\r\nX: " + b"a" * 1000:
                client.sendall(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            pass

    assert time.monotonic() - began < 10


def test_a_client_that_never_reads_is_hung_up_on(embedded: EmbeddedEmulator, operation: Operation) -> None:
    """
    Answers that nobody takes are not piled up.
    """
    flood = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n" * 1_000_000
    with connect(embedded) as client, pytest.raises(ConnectionError):
        client.sendall(flood)

    assert is_well(embedded, operation)


def test_one_connection_too_many_is_503(embedded: EmbeddedEmulator, limits: Limits, operation: Operation) -> None:
    """
    Beyond its number of connections the emulator turns away.
    """
    clients = [connect(embedded) for _ in range(limits.connections)]
    for client in clients:
        client.sendall(b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
        client.recv(1)

    said = exchange(embedded, good_request(operation), shut=False)
    for client in clients:
        client.close()

    assert said == b"" or said.startswith(b"HTTP/1.1 503 ")


def test_pipelined_requests_are_answered_in_order(embedded: EmbeddedEmulator, operation: Operation) -> None:
    """
    Requests sent at once are answered one by one, late ones too.
    """
    bad = good_request(operation, body=b"{}")
    requests = (good_request(operation) + bad) * 50

    at_once = codes_of(exchange(embedded, requests))
    embedded.call(lambda emulator: emulator.set_faults(Plan(latency=0.001)))
    late = codes_of(exchange(embedded, requests))

    assert at_once == late == [0, 40] * 50


def test_an_expectation_is_met(embedded: EmbeddedEmulator, operation: Operation) -> None:
    """
    A client that waits to be asked for its body is asked.
    """
    raw = good_request(operation, "Expect: 100-continue")
    head, body = raw.split(b"\r\n\r\n")
    with connect(embedded) as client:
        client.sendall(head + b"\r\n\r\n")
        asked = client.recv(100)
        client.sendall(body)
        said = client.recv(1000)

    assert asked == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert codes_of(said) == [0]


def test_http_1_0_is_answered_and_closed(embedded: EmbeddedEmulator, operation: Operation) -> None:
    """
    Old clients get an answer, and the end of the connection.
    """
    said = exchange(embedded, good_request(operation).replace(b"HTTP/1.1", b"HTTP/1.0"), shut=False)

    assert codes_of(said) == [0]
    assert b"connection: close" in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc for the size of a process")
def test_memory_stays_bounded() -> None:
    """
    Twenty thousand requests, and a thousand huge ones, leave the process as small as it was.
    """
    code = "import sys; from dingtalk_contract.cli import main; sys.argv[1:] = ['emulate', '--port=0']; main()"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        good = b"POST /topapi/x?access_token=a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
        huge = b"POST /topapi/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000

        def send(raw: bytes, times: int) -> None:
            with socket.create_connection((address.hostname, address.port), timeout=30) as client:
                reader = threading.Thread(target=read_all, args=(client,))
                reader.start()
                for _ in range(times):
                    client.sendall(raw)
                client.shutdown(socket.SHUT_WR)
                reader.join()

        send(good * 100, 30)
        send(huge, 1000)
        before = _resident(process.pid)
        send(good * 100, 200)
        send(huge, 1000)
        grown = _resident(process.pid) - before
        process.terminate()

    assert grown < 8 << 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_what_is_being_answered_is_not_lost_at_the_end(operation: Operation, tmp_path: Path) -> None:
    """
    At SIGTERM late answers go out at once, and all connections end.
    """
    code = (
        "import sys; from dingtalk_contract.cli import main; "
        "sys.argv[1:] = ['emulate', '--port=0', '--latency=30']; main()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        address = urlsplit(process.stderr.readline().split()[-1])
        clients = [socket.create_connection((address.hostname, address.port), timeout=10) for _ in range(50)]
        for client in clients:
            client.sendall(good_request(operation))
        began = time.monotonic()
        os.kill(process.pid, signal.SIGTERM)
        told = [read_all(client) for client in clients]
        code_at_end = process.wait(timeout=5)
        took = time.monotonic() - began
        for client in clients:
            client.close()

    assert [codes_of(said) for said in told] == [[0]] * 50
    assert code_at_end == 0
    assert took < 1


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
