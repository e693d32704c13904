"""A request as the emulator reads it, and what its query and headers say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes


@dataclass(slots=True, kw_only=True)
class Request:
    """One request, read to its end or to one byte beyond what is read of any."""

    method: str
    path: str
    query: bytes = b""
    headers: Sequence[tuple[bytes, bytes]] = ()
    """Names in lower case."""
    body: bytes = b""
    head_bytes: int = 0
    """How long its headers are together."""

    def query_value(self, name: bytes) -> bytes:
        """Return the first value of this name in the query, empty where it is absent."""
        for pair in self.query.split(b"&"):
            key, _, value = pair.partition(b"=")
            if key == name or (key and _unquote(key) == name):
                return _unquote(value)
        return b""

    def header_values(self, name: bytes) -> list[bytes]:
        """Return every value of a header."""
        return [value for key, value in self.headers if key == name]


@lru_cache(maxsize=64)
def read_media_type(value: bytes) -> tuple[str, str]:
    """Return a Content-Type's media type and charset in lower case, the charset empty where none is given."""
    media_type, *parameters = value.decode("latin-1").lower().split(";")
    charset = ""
    for parameter in parameters:
        name, _, content = parameter.partition("=")
        if name.strip() == "charset":
            charset = content.strip().strip('"')
    return media_type.strip(), charset


def _unquote(text: bytes) -> bytes:
    # As forms are decoded; a percent sign that begins nothing stays as it is.
    if b"%" in text or b"+" in text:
        return unquote_to_bytes(text.replace(b"+", b" "))
    return text
