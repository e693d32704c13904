"""
uvicorn's HTTP protocol made quiet, quicker, and deaf to offers of another protocol.
"""

import asyncio
import logging
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# What is no HTTP is a listener's daily bread and not told; what breaks the application itself is.
_LOGGER = logging.getLogger(__package__)
_LOGGER.setLevel(logging.ERROR)
_OFFER = re.compile(rb"\r\nupgrade:(?=[ \t]*h2c\r\n)", re.IGNORECASE)


class QuietProtocol(HttpToolsProtocol):
    """
    One connection, with a logger of ours, so that no logging of the process around us is touched.
    """

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.logger = _LOGGER
        self.access_log = False

    def connection_made(self, transport: Any) -> None:
        """
        Begin a connection whose writes are joined.
        """
        super().connection_made(_JoinedWrites(transport, self.loop))  # type: ignore[arg-type]  # all that is used of one

    def data_received(self, data: bytes) -> None:
        """
        Pass on what came; Java's HttpClient offers h2c with each first request, and the parser would drop its body.
        """
        # RFC 9110 section 7.8: a server may ignore Upgrade.
        super().data_received(_OFFER.sub(b"\r\nignored:", data) if b"h2c" in data else data)


class _JoinedWrites:
    """
    A transport that sends what is written in one turn of the loop at once: head and body cost one call, not two.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._pieces: list[bytes] = []
        self.get_extra_info = transport.get_extra_info
        self.pause_reading = transport.pause_reading
        self.resume_reading = transport.resume_reading
        self.is_closing = transport.is_closing
        self.abort = transport.abort

    def write(self, data: bytes) -> None:
        """
        Send this at the end of the turn.
        """
        if not self._pieces:
            self._loop.call_soon(self._flush)
        self._pieces.append(data)

    def close(self) -> None:
        """
        Send what is left, then close.
        """
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if pieces and not self._transport.is_closing():
            self._transport.write(b"".join(pieces))
