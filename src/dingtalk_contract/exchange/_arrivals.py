"""What a listener of ours takes and gives: a request as it arrived, and the reply that a scenario wants."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One request as it arrived, well-formed or not."""

    number: int
    """Its place among all that arrived at the listener, from 1."""
    connection: int
    """The number of the connection that it came on, from 1."""
    method: str = ""
    target: str = ""
    """What stands between the method and the version: a path and a query, or a whole URL."""
    version: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in the order received."""
    body: bytes = b""
    chunked: bool = False
    fault: str | None = None
    """Why it is no well-formed, complete HTTP request, if it is none."""
    raw: bytes = b""
    """The bytes that came, framing included, as far as they are kept."""
    started: float = 0.0
    """Seconds since the epoch."""

    @property
    def path(self) -> str:
        """The path as it was sent, without scheme and host where the target is a whole URL."""
        before = self.target.split("?", 1)[0]
        if before.startswith("/"):
            return before
        # A whole URL, as a client writes it that takes us for a proxy.
        _, joint, rest = before.partition("://")
        return f"/{rest.partition('/')[2]}" if joint else before

    @property
    def query(self) -> str:
        """The query as it was sent; what stands behind a bare # is a fragment, which no server reads."""
        return self.target.partition("?")[2].partition("#")[0]

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the query in their order, read as a form is: a bare plus is a space."""
        try:
            return tuple(parse_qsl(self.query, keep_blank_values=True, errors="surrogateescape", max_num_fields=1000))
        except ValueError:
            return ()

    @property
    def is_framed_twice(self) -> bool:
        """Return whether it says its length and that it comes in chunks, which RFC 9112 section 6.2 forbids."""
        return {"content-length", "transfer-encoding"} <= {name for name, _ in self.headers}

    def header(self, name: str) -> str | None:
        """Return the first value of a header, None where it is absent."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a listener answers, before it is bytes."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    raw: bytes | None = None
    """The whole answer as it stands; the connection is closed after it."""
    delay: float = 0.0
    """Seconds that go by before the answer."""
    pause: float = 0.0
    """Seconds that go by between the head and the body."""
    drop: bool = False
    """The connection is closed: without an answer, or, where there are raw bytes, after these."""

    def encode(self, *, close: bool) -> bytes:
        """Return the bytes that go over the wire."""
        if self.raw is not None:
            return self.raw
        if self.drop:
            return b""
        lines = [f"HTTP/1.1 {self.status} {_PHRASES.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        named = {name.lower() for name, _ in self.headers}
        if "content-length" not in named and "transfer-encoding" not in named:
            lines.append(f"Content-Length: {len(self.body)}")
        if close and "connection" not in named:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def json_reply(value: object, *, status: int = 200) -> Reply:
    """Make a reply with a JSON body, written as the public gateway writes it."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status=status, headers=(("Content-Type", "application/json;charset=UTF-8"),), body=body)
