"""What the emulator bears from those who call it: sizes, seconds and numbers, each with its bound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one emulator."""

    head_bytes: int = 1 << 16
    """The longest request line and headers together; beyond, 431 and the end of the connection."""
    body_bytes: int = 1 << 20
    """The longest body that is read; beyond, it is passed over and refused with an errcode."""
    request_seconds: float = 30.0
    """
    How long one request may take to arrive, and one answer to be taken; beyond, 408 and the end of the connection.
    """
    idle_seconds: float = 75.0
    """How long a connection may wait between two requests."""
    connections: int = 1000
    """How many are open at once; one more is answered 503 and closed."""
    journal_entries: int = 1000
    """How many of the last requests the journal keeps."""
    journal_bytes: int = 1 << 24
    """How much the kept requests may weigh together."""
