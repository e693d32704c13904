"""The emulator under attack: whatever comes over the wire, it answers or hangs up, and goes on."""

import json
import logging
import random

import pytest

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, Plan

from .wire import ANSWER, codes_of, connect, exchange, good_request, is_well

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
    bounded: EmbeddedEmulator, operation: Operation, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Malformed HTTP gets an answer or an end, never a traceback."""
    caplog.set_level(logging.INFO)

    said = exchange(bounded, raw)

    assert said == b"" or ANSWER.match(said)
    assert b"Traceback" not in said
    assert b" 500 " not in said.split(b"\r\n")[0]
    assert caplog.records == []
    assert is_well(bounded, operation)


@pytest.mark.parametrize("seed", range(8))
def test_mutated_requests_leave_the_emulator_well(
    bounded: EmbeddedEmulator, operation: Operation, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A good request with bytes changed, cut or doubled is survived."""
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
        told.append(exchange(bounded, bytes(raw)))

    assert all(said == b"" or ANSWER.match(said) for said in told)
    assert not any(b"Traceback" in said or said.startswith(b"HTTP/1.1 500") for said in told)
    assert caplog.records == []
    assert is_well(bounded, operation)


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
def test_a_huge_head_is_431(bounded: EmbeddedEmulator, operation: Operation, raw: bytes, status: int) -> None:
    """A request line or headers beyond bounds end the connection."""
    said = exchange(bounded, raw, shut=False)

    # Where bytes were still on their way, the kernel may drop the answer with them.
    assert said == b"" or said.startswith(b"HTTP/1.1 %d " % status)
    assert is_well(bounded, operation)


def test_a_huge_body_is_refused_and_not_kept(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """A body beyond bounds is passed over, chunked or not."""
    body = b" " * 200_000
    chunks = b"".join(b"%x\r\n%s\r\n" % (1000, b" " * 1000) for _ in range(200)) + b"0\r\n\r\n"
    head = good_request(operation, body=b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")

    codes = [codes_of(exchange(bounded, raw)) for raw in (good_request(operation, body=body), head + chunks)]

    assert codes == [[40035], [40035]]


def test_a_million_tiny_pieces_are_put_together(emulator: Emulator, operation: Operation) -> None:
    """A body of a million chunks of one byte each is read within bounds."""
    body = b" " * 1_000_000 + json.dumps(operation.body_example).encode()
    head = good_request(operation, body=b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"

    with EmbeddedEmulator(emulator) as embedded:
        # Copied for each piece, the body would take minutes, and the client hang up.
        assert codes_of(exchange(embedded, head + chunks)) == [0]


@pytest.mark.parametrize(
    ("body", "errcodes"),
    [
        (b"[" * 30_000 + b"]" * 30_000, {47001}),
        # Where the interpreter gives up depends on its version.
        (b'{"request":' * 5000 + b"1" + b"}" * 5000, {40035, 47001}),
        (b'{"request":{"agentid":111,"agentid":222}}', {47001}),
        (b'{"request":{"agentid":' + b"9" * 60_000 + b"}}", {47001}),
        (b'{"request":"\xff\xfe"}', {47001}),
        (b'{"request":"\xed\xa0\x80"}', {47001}),
        (b'{"request":"\\ud800"}', {41}),
        (b"\x00" * 1000, {47001}),
        (b'{"request":{"activity_id":"' + b"a" * 60_000 + b'"}}', {400002}),
    ],
    ids=["brackets", "objects", "repeated", "number", "invalid-utf-8", "surrogate", "escaped-surrogate", "nul", "long"],
)
def test_hostile_json_is_refused(
    bounded: EmbeddedEmulator, operation: Operation, body: bytes, errcodes: set[int]
) -> None:
    """Deep, repeated, endless or ill-encoded JSON gets an errcode."""
    (errcode,) = codes_of(exchange(bounded, good_request(operation, body=body)))

    assert errcode in errcodes


def test_pipelined_requests_are_answered_in_order(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """Requests sent at once are answered one by one, late ones too."""
    bad = good_request(operation, body=b"{}")
    requests = (good_request(operation) + bad) * 50

    at_once = codes_of(exchange(bounded, requests))
    bounded.call(lambda emulator: emulator.set_faults(Plan(latency=0.001)))
    late = codes_of(exchange(bounded, requests))

    assert at_once == late == [0, 40] * 50


@pytest.mark.parametrize("latency", [0, 0.05])
def test_an_offer_of_another_protocol_is_answered_in_http(
    bounded: EmbeddedEmulator, operation: Operation, latency: float
) -> None:
    """A request that offers an upgrade gets its answer, and the end."""
    bounded.call(lambda emulator: emulator.set_faults(Plan(latency=latency)))
    offer = f"GET {operation.path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"

    said = exchange(bounded, offer.encode() + b"\x81\x05hello", shut=False)

    assert codes_of(said) == [43002]


def test_an_expectation_is_met(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """A client that waits to be asked for its body is asked."""
    raw = good_request(operation, "Expect: 100-continue")
    head, body = raw.split(b"\r\n\r\n")
    with connect(bounded) as client:
        client.sendall(head + b"\r\n\r\n")
        asked = client.recv(100)
        client.sendall(body)
        said = client.recv(1000)

    assert asked == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert codes_of(said) == [0]


def test_garbage_behind_a_request_leaves_its_answer(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """A late answer goes out before the connection ends over what follows."""
    bounded.call(lambda emulator: emulator.set_faults(Plan(latency=0.05)))

    said = exchange(bounded, good_request(operation) + b"\x00garbage\r\n\r\n", shut=False)

    assert codes_of(said) == [0]
    assert said.count(b"HTTP/1.1") == 1


def test_http_1_0_is_answered_and_closed(bounded: EmbeddedEmulator, operation: Operation) -> None:
    """Old clients get an answer, and the end of the connection."""
    said = exchange(bounded, good_request(operation).replace(b"HTTP/1.1", b"HTTP/1.0"), shut=False)

    assert codes_of(said) == [0]
    assert b"connection: close" in said
