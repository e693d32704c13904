"""Requests and answers written by hand, in framings that no library writes."""

import socket

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Forward, Request, fail


def send_by_hand(
    request: Request, forward: Forward, *, framing: str = "length", version: str = "1.1", more: tuple[str, ...] = ()
) -> Reply:
    """Forward a request with its length, in chunks, or with both; give the bytes that come back as they stand."""
    headers = [f"{name}: {value}" for name, value in request.headers]
    lines = [f"{request.method} {request.target} HTTP/{version}", "Host: upstream", *headers, *more]
    with socket.create_connection(("127.0.0.1", forward.port), timeout=10) as connection:
        connection.sendall(_framed([*lines, "Connection: close"], request.body, framing))
        try:
            received = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return fail(502)
    return Reply(raw=received) if received else fail(502)


def answer_by_hand(reply: Reply, *, framing: str, version: str = "1.1", before: str = "", after: bytes = b"") -> Reply:
    """Return an answer with its length, in chunks, with both, or up to the connection's end."""
    headers = [f"{name}: {value}" for name, value in reply.headers]
    data = _framed([f"HTTP/{version} {reply.status} Said", *headers, "Connection: close"], reply.body, framing)
    return Reply(raw=before.encode("latin-1") + data + after)


def _framed(lines: list[str], body: bytes, framing: str) -> bytes:
    if framing in {"length", "both"}:
        lines = [*lines, f"Content-Length: {len(body)}"]
    if framing in {"chunks", "both"}:
        lines = [*lines, "Transfer-Encoding: chunked"]
        body = (b"%x\r\n%s\r\n" % (len(body), body) if body else b"") + b"0\r\nX-Sum: 1\r\n\r\n"
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
