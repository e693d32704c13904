"""A small server of our own for the judge's trials: every byte of its answers can be chosen."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import h11


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    number: int
    """How many requests this server has had, this one included."""
    target: str = ""
    """The path and the query as they were sent."""
    connection: int = 0
    """A number that the requests of one connection share."""

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def edit(self, **changes: Any) -> "Request":
        """Return this request with other values."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer before it is bytes; `raw` replaces all of it."""

    value: Any = None
    status: int = 200
    media_type: str | None = "application/json"
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    raw: bytes | None = None
    close: bool = False
    chunked: bool = False
    delay: float = 0.0
    stream: Callable[[socket.socket], None] | None = None
    """Writes the answer itself, and replaces all of it too."""

    def edit(self, **changes: Any) -> "Reply":
        """Return this reply with other values."""
        return replace(self, **changes)

    def encode(self) -> bytes:
        """Return the bytes that go over the wire."""
        if self.raw is not None:
            return self.raw
        body = json.dumps(self.value, ensure_ascii=False).encode() if self.body is None else self.body
        lines = [f"HTTP/1.1 {self.status} Whatever"]
        if self.media_type is not None:
            lines.append(f"Content-Type: {self.media_type}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.close:
            lines.append("Connection: close")
        if self.chunked:
            lines.append("Transfer-Encoding: chunked")
            body = (b"%x\r\n" % len(body) + body + b"\r\n" if body else b"") + b"0\r\n\r\n"
        elif self.length != -1:
            lines.append(f"Content-Length: {len(body) if self.length is None else self.length}")
        return "\r\n".join([*lines, "", ""]).encode() + body


Behaviour = Callable[[Request], Reply]


@dataclass(slots=True)
class _Listener:
    behaviour: Behaviour
    count: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection: socket.socket) -> None:
        protocol = h11.Connection(h11.SERVER)
        with connection:
            try:
                while (request := self.read(connection, protocol)) is not None:
                    reply = self.behaviour(request)
                    time.sleep(reply.delay)
                    if reply.stream is not None:
                        return reply.stream(connection)
                    connection.sendall(reply.encode())
                    if reply.close or reply.length is not None or reply.raw is not None:
                        return None
                    protocol.send(h11.Response(status_code=200, headers=[("Content-Length", "0")]))
                    protocol.send(h11.EndOfMessage())
                    if protocol.our_state is h11.MUST_CLOSE:
                        return None
                    protocol.start_next_cycle()
            except (OSError, h11.ProtocolError):
                return None

    def read(self, connection: socket.socket, protocol: h11.Connection) -> Request | None:
        head, body = None, b""
        while True:
            event = protocol.next_event()
            if event is h11.NEED_DATA:
                protocol.receive_data(connection.recv(65536))
            elif isinstance(event, h11.Request):
                head = event
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                return self.make(head, body, id(protocol))
            else:
                return None

    def make(self, head: h11.Request, body: bytes, connection: int) -> Request:
        with self.lock:
            self.count += 1
            number = self.count
        parts = urlsplit(head.target.decode())
        return Request(
            method=head.method.decode(),
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.decode(): value.decode("latin-1") for name, value in head.headers},
            body=body,
            number=number,
            target=head.target.decode(),
            connection=connection,
        )


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """Serve a behaviour on a free port of this machine, and give its URL."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        threading.Thread(target=_Listener(behaviour).serve, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        # Wakes the thread that waits in accept().
        listener.shutdown(socket.SHUT_RDWR)
