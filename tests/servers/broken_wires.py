"""Broken servers, some of them hostile, whose answers never become complete HTTP where they reject."""

import socket
import struct
import time
from collections.abc import Callable

from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import answering, rejected, remaking, text_of
from tests.servers.trials import break_each

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
HINT = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


def _sending(form: bytes) -> Behaviour:
    """Make a server whose rejections are these bytes, their length and their body filled in."""

    def fill(_: Request, reply: Reply) -> Reply:
        body = text_of(reply).encode()
        return Reply(
            raw=form.replace(b"LENGTH", b"%d" % len(body)).replace(b"SIZE", b"%x" % len(body)).replace(b"BODY", body)
        )

    return remaking(rejected, fill)


def _streaming(write: Callable[[socket.socket, bytes], None]) -> Behaviour:
    """Make a server that writes its rejections by and by, given the right body."""
    return remaking(
        rejected,
        lambda _, reply: Reply(stream=lambda connection: write(connection, text_of(reply).encode())),
    )


def _reset(connection: socket.socket, _: bytes) -> None:
    connection.sendall(HEAD + b'Content-Length: 50\r\n\r\n{"errcode":')
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _write_slowly(connection: socket.socket, body: bytes) -> None:
    for octet in HEAD + b"\r\n" + body:
        connection.sendall(bytes([octet]))
        time.sleep(1)


def _repeating(first: bytes, more: bytes) -> Behaviour:
    def write(connection: socket.socket, _: bytes) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(more)

    return _streaming(write)


break_each(
    "answer/complete",
    # And so cuts its rejections short.
    counts_characters_for_octets=remaking(rejected, lambda _, reply: reply.edit(length=len(text_of(reply)))),
    forgets_the_last_chunk=_sending(HEAD + b"Transfer-Encoding: chunked\r\n\r\nSIZE\r\nBODY\r\n"),
    writes_chunks_without_sizes=_sending(HEAD + b"Transfer-Encoding: chunked\r\n\r\nBODY"),
    writes_no_status_line=_sending(b"BODY"),  # as HTTP/0.9 did
    writes_a_strange_status_line=_sending(b"ICY twohundred\r\nContent-Length: LENGTH\r\n\r\nBODY"),
    stops_within_the_headers=_sending(HEAD + b"Content-Len"),
    writes_a_header_without_colon=_sending(HEAD + b"Warning deprecated\r\nContent-Length: LENGTH\r\n\r\nBODY"),
    writes_two_lengths=_sending(HEAD + b"Content-Length: LENGTH\r\nContent-Length: 5\r\n\r\nBODY"),
    resets_within_its_answer=_streaming(_reset),
    writes_an_octet_a_second=_streaming(_write_slowly),
    writes_without_end=_repeating(HEAD + b'\r\n{"errmsg": "', b"x" * 65536),
    writes_headers_without_end=_repeating(HEAD, b"X-More: and more\r\n" * 1000),
    goes_on_hinting=_repeating(HINT, HINT),
    waits_before_it_rejects=answering(lambda _, reply: "type" in str(reply.value["errmsg"]), delay=4.0),
    drops_the_connection_now_and_then=remaking(lambda request, _: request.number % 30 == 29, lambda *_: Reply(raw=b"")),
    is_late_now_and_then=answering(lambda request, _: request.number % 50 == 49, delay=4.0),
)
break_each(
    "answer/redirect",
    redirects_in_a_circle=remaking(
        rejected, lambda request, reply: reply.edit(status=307, headers=(("Location", request.target),))
    ),
)
break_each(
    "answer/unique-names",
    writes_errmsg_twice=answering(rejected, body=b'{"errcode": 1, "errmsg": "a", "errmsg": "b"}'),
)
