"""What goes back for a request: the answer, how long it waits, and whether it arrives whole."""

from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.client import responses as phrases

from ..exchange import Answer


@dataclass(slots=True, kw_only=True)
class Response:
    """An answer on its way."""

    answer: Answer
    delay: float = 0.0
    """Seconds before it goes out."""
    cut: float | None = None
    """Which share of its bytes goes out before the connection ends, head and all; None where it arrives whole."""
    breaches: tuple[str, ...] = ()
    """Ids of the clauses that the request broke."""
    accepts: bool = False
    """The operation accepted the request, whatever is done to the answer afterwards."""
    fault: str | None = None
    """The fault on demand that it shows, if any."""


def encode_answer(answer: Answer, date: bytes, *, is_head: bool, ends: bool) -> bytes:
    """Return the bytes of an answer, without its body for HEAD.

    Args:
        ends: the connection ends with it.
    """
    body = answer.body
    close = b"connection: close\r\n" if ends else b""
    head = b"%b%bdate: %b\r\ncontent-length: %d\r\n\r\n" % (
        _begin(answer.status, answer.headers),
        close,
        date,
        len(body),
    )
    return head if is_head else head + body


@lru_cache(maxsize=256)
def _begin(status: int, headers: tuple[tuple[str, str], ...]) -> bytes:
    phrase = phrases.get(status, "")
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, ""]).encode("latin-1")


def plain_answer(status: HTTPStatus) -> Answer:
    """Make the answer to what cannot be read as a request, in plain text."""
    headers = (("content-type", "text/plain; charset=utf-8"),)
    return Answer(status=status, headers=headers, body=f"{status} {status.phrase}\n".encode())
