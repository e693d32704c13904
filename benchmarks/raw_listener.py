"""A listener that answers every POST with the same bytes at once, so that a call's cost is the caller's."""

import asyncio
import re

_BODY = b'{"errcode":0,"errmsg":"ok","request_id":"146262d9p0xmi"}'
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: %d\r\n\r\n"
_ANSWER = _HEAD % len(_BODY) + _BODY
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class _Answering(asyncio.Protocol):
    """Answers each whole request."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._came = b""

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, end, body = self._came.partition(b"\r\n\r\n")
        said = _LENGTH.search(head)
        if end and len(body) >= (int(said[1]) if said else 0):
            self._came = b""
            self._transport.write(_ANSWER)


async def main() -> None:
    """Listen on a free port, and say which."""
    server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
