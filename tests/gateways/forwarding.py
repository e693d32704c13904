"""The forwarding that every trial gateway begins from, and a free port for each side."""

import http.client
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from dingtalk_contract.exchange import Arrival, Listener, Reply

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "host", "content-length"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request on its way to the upstream."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    chunked: bool = False

    def edit(self, **changes: Any) -> "Request":
        """Return this request with some of it changed."""
        return replace(self, **changes)

    def with_header(self, name: str, value: str | None) -> "Request":
        """Return this request with another value of a header, or without it."""
        others = tuple(header for header in self.headers if header[0] != name)
        return self.edit(headers=others if value is None else (*others, (name, value)))


@dataclass(frozen=True, slots=True)
class Forward:
    """Forwards to an upstream on this machine, on a connection of its own each time."""

    port: int

    def __call__(self, request: Request) -> Reply:
        """Forward a request, and give what comes back; 502 where nothing whole does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(request.method, request.target, skip_accept_encoding=True)
            for name, value in request.headers:
                connection.putheader(name, value.encode("latin-1"))
            connection.putheader("Content-Length", str(len(request.body)))
            connection.endheaders(request.body)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            return fail(502)
        finally:
            connection.close()
        headers = tuple((name, value) for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP)
        return Reply(status=response.status, headers=headers, body=body)

    def raw(self, data: bytes) -> Reply:
        """Send any bytes, and give what comes back as it stands."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            received = b""
            while piece := connection.recv(65536):
                received += piece
        return Reply(raw=received)


Behaviour = Callable[[Request, Forward], Reply]


def fail(status: int) -> Reply:
    """Answer as a gateway does for itself."""
    return Reply(status=status, headers=(("Content-Type", "text/plain"),), body=b"the gateway could not")


def free_port() -> int:
    """Return a port that nobody listens on, of those that no connection of this machine is given by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextmanager
def forwarding(behaviour: Behaviour) -> Iterator[tuple[str, int]]:
    """Serve a gateway that behaves so; give its URL, and the port of the upstream that it forwards to."""
    port = free_port()
    forward = Forward(port)

    def answer(arrival: Arrival) -> Reply:
        kept = tuple(header for header in arrival.headers if header[0] not in HOP_BY_HOP)
        request = Request(
            method=arrival.method,
            target=arrival.target,
            headers=kept,
            body=arrival.body,
            chunked=arrival.chunked,
        )
        return behaviour(request, forward)

    with Listener(answering=answer) as listener:
        yield listener.url, port


def in_background(work: Callable[[], object], seconds: float = 0.0) -> None:
    """Do something a little later."""
    threading.Timer(seconds, work).start()
