"""Broken servers, some of them hostile, whose answers never become complete HTTP where they reject."""

import gzip
import json
import socket
import struct
import time
from collections.abc import Callable

from tests.servers.conforming import conforming
from tests.servers.mending import is_accepted
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def _raw(request: Request, raw: bytes) -> Reply:
    """Reject with these bytes."""
    reply = conforming(request)
    return reply if is_accepted(reply) else Reply(raw=raw)


def _streaming(request: Request, stream: Callable[[socket.socket], None]) -> Reply:
    """Reject with what is written by and by."""
    reply = conforming(request)
    return reply if is_accepted(reply) else Reply(stream=stream)


def _refused(request: Request) -> bytes:
    return json.dumps(conforming(request).value, ensure_ascii=False).encode()


@breaks("answer/complete")
def counts_characters_for_octets(request: Request) -> Reply:
    """Gives the length in characters, and so cuts its rejections short."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(length=len(_refused(request).decode()))


@breaks("answer/complete")
def forgets_the_last_chunk(request: Request) -> Reply:
    """Closes before the chunk that ends a rejection."""
    body = _refused(request)
    return _raw(request, HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(body), body))


@breaks("answer/complete")
def writes_chunks_without_sizes(request: Request) -> Reply:
    """Says that it writes chunks, and writes the body."""
    return _raw(request, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + _refused(request))


@breaks("answer/complete")
def writes_no_status_line(request: Request) -> Reply:
    """Writes the body of a rejection alone, as HTTP/0.9 did."""
    return _raw(request, _refused(request))


@breaks("answer/complete")
def writes_a_strange_status_line(request: Request) -> Reply:
    """Writes a status line that is none."""
    body = _refused(request)
    return _raw(request, b"ICY twohundred\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


@breaks("answer/complete")
def stops_within_the_headers(request: Request) -> Reply:
    """Closes before the headers of a rejection end."""
    return _raw(request, HEAD + b"Content-Len")


@breaks("answer/complete")
def writes_a_header_without_colon(request: Request) -> Reply:
    """Has a line among its headers that is none."""
    body = _refused(request)
    return _raw(request, HEAD + b"Warning deprecated\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


@breaks("answer/complete")
def writes_two_lengths(request: Request) -> Reply:
    """Gives two lengths of a rejection, which differ."""
    body = _refused(request)
    return _raw(request, HEAD + b"Content-Length: %d\r\nContent-Length: 5\r\n\r\n%s" % (len(body), body))


@breaks("answer/complete")
def resets_within_its_answer(request: Request) -> Reply:
    """Resets the connection amid a rejection."""

    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + b'Content-Length: 50\r\n\r\n{"errcode":')
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return _streaming(request, stream)


@breaks("answer/complete")
def writes_an_octet_a_second(request: Request) -> Reply:
    """Takes a second for each octet of a rejection."""

    def stream(connection: socket.socket) -> None:
        for octet in HEAD + b"\r\n" + _refused(request):
            connection.sendall(bytes([octet]))
            time.sleep(1)

    return _streaming(request, stream)


@breaks("answer/complete")
def writes_without_end(request: Request) -> Reply:
    """Rejects with a body that does not end."""

    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD + b'\r\n{"errmsg": "')
        while True:
            connection.sendall(b"x" * 65536)

    return _streaming(request, stream)


@breaks("answer/complete")
def writes_headers_without_end(request: Request) -> Reply:
    """Rejects with headers that do not end."""

    def stream(connection: socket.socket) -> None:
        connection.sendall(HEAD)
        while True:
            connection.sendall(b"X-More: and more\r\n" * 1000)

    return _streaming(request, stream)


@breaks("answer/complete")
def goes_on_hinting(request: Request) -> Reply:
    """Rejects with interim answers that do not end."""

    def stream(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")

    return _streaming(request, stream)


@breaks("answer/complete")
def waits_before_it_rejects(request: Request) -> Reply:
    """Answers after the time is over where it rejects a type."""
    reply = conforming(request)
    return reply.edit(delay=4.0) if "type" in str(reply.value["errmsg"]) else reply


@breaks("answer/complete")
def drops_the_connection_now_and_then(request: Request) -> Reply:
    """Closes without an answer at each thirtieth request."""
    return Reply(raw=b"") if request.number % 30 == 29 else conforming(request)


@breaks("answer/complete")
def is_late_now_and_then(request: Request) -> Reply:
    """Answers each fiftieth request after the time is over."""
    return conforming(request).edit(delay=4.0 if request.number % 50 == 49 else 0.0)


@breaks("answer/encoding")
def sends_a_bomb(request: Request) -> Reply:
    """Rejects with little that unpacks to much."""
    reply = conforming(request)
    headers = (("Content-Encoding", "gzip"),)
    return reply if is_accepted(reply) else reply.edit(body=BOMB, headers=headers)


BOMB = gzip.compress(b"0" * 50_000_000)


@breaks("answer/json")
def rejects_with_a_deep_list(request: Request) -> Reply:
    """Rejects with a hundred thousand nested lists."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(body=b"[" * 100_000 + b"]" * 100_000)


@breaks("answer/redirect")
def redirects_in_a_circle(request: Request) -> Reply:
    """Sends what it rejects to where it came from."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(status=307, headers=(("Location", request.target),))
