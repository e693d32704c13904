"""What goes over the wire, as data: the draft of a request, and the answer or the lack of one."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import quote

JSON_MEDIA_TYPE = "application/json"
LONGEST_PLAIN = 1 << 22
"""How many bytes a compressed body may have once it is decompressed."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A secret query or header value, with the shell words that stand for it wherever it is shown."""

    value: str = field(repr=False)
    shown: str = "$DINGTALK_ACCESS_TOKEN"

    def __str__(self) -> str:
        return self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request before it is bytes."""

    method: str
    path: str
    query: tuple[tuple[str, str | Token], ...] = ()
    headers: tuple[tuple[str, str | Token], ...] = ()
    media_type: str | None = JSON_MEDIA_TYPE
    body: bytes | None = None
    """None sends no body at all, and no Content-Type."""
    chunked: bool = False
    raw_query: Token | None = None
    """A query that is sent as it stands, in place of the other."""

    secret: Token | None = None
    """A token that stands in the body."""

    @property
    def target(self) -> str:
        """The path and the query, percent-encoded."""
        if self.raw_query is not None:
            return f"{self.path}?{self.raw_query.value}"
        pairs = "&".join(f"{encode_query(name)}={encode_query(reveal(value))}" for name, value in self.query)
        return f"{self.path}?{pairs}" if pairs else self.path

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The secrets in it."""
        values = (*(value for _, value in (*self.query, *self.headers)), self.raw_query, self.secret)
        return tuple(value for value in values if isinstance(value, Token))

    def all_headers(self) -> list[tuple[str, str]]:
        """Return the headers that carry meaning, without those of framing."""
        typed = [("Content-Type", self.media_type)] if self.body is not None and self.media_type else []
        return [*typed, *((name, reveal(value)) for name, value in self.headers)]


def encode_json(value: Any, *, ascii_only: bool = True) -> bytes:
    """Encode a JSON value; lone surrogates always go out escaped."""
    if ascii_only:
        return json.dumps(value).encode()
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


@lru_cache(maxsize=64)
def encode_query(text: str) -> str:
    """Percent-encode all but the unreserved characters, as RFC 3986 section 2.3 lists them."""
    return quote(text, safe="", errors="surrogatepass")


def reveal(value: str | Token) -> str:
    """Return the text that goes over the wire."""
    return value.value if isinstance(value, Token) else value


class FailureKind(StrEnum):
    """Why there is no complete HTTP answer."""

    REFUSED = "refused"
    """No connection could be made."""
    TIMEOUT = "timeout"
    """The exchange did not end in time."""
    CLOSED = "closed"
    """The connection ended before the answer did."""
    NOT_HTTP = "not-http"
    """What came is no HTTP answer."""
    TOO_LARGE = "too-large"
    """The answer is longer than is read of any answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The lack of a complete HTTP answer."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A complete HTTP answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in the order received."""
    body: bytes
    surplus: bytes = b""
    """Bytes that came after the end of the answer."""

    @property
    def is_framed_twice(self) -> bool:
        """Return whether it says its length and that it comes in chunks, which RFC 9112 section 6.2 forbids."""
        return {"content-length", "transfer-encoding"} <= {name for name, _ in self.headers}

    def header(self, name: str) -> str | None:
        """Return the first value of a header, None where it is absent."""
        return next((value for key, value in self.headers if key == name), None)

    def decode(self) -> "Answer | None":
        """Return the answer with its body as it was before compression, None where that cannot be had."""
        coding = (self.header("content-encoding") or "identity").strip().lower()
        if coding in {"identity", ""}:
            return self
        if coding not in _WINDOWS:
            return None
        decoder = zlib.decompressobj(_WINDOWS[coding])
        try:
            plain = decoder.decompress(self.body, LONGEST_PLAIN)
        except zlib.error:
            return None
        return replace(self, body=plain) if decoder.eof else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the body of an answer is as JSON: the value, or why it is none."""

    value: Any = None
    fault: str | None = None
    repeated: str | None = None
    """A name that stands twice in one object, if any does."""

    @property
    def members(self) -> Mapping[str, Any] | None:
        """The members where the body is a JSON object, else None."""
        return self.value if self.fault is None and isinstance(self.value, dict) else None
