"""Raw exchanges with an emulator on a socket, byte by byte."""

import json
import re
import socket
from urllib.parse import urlsplit

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator

TOKEN = "6d1bxxxx"
ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r\n]*\r\n")


def connect(embedded: EmbeddedEmulator) -> socket.socket:
    """Connect to it."""
    address = urlsplit(embedded.url)
    return socket.create_connection((address.hostname, address.port), timeout=10)


def read_all(client: socket.socket) -> bytes:
    """Read until the other side hangs up."""
    said = b""
    try:
        while piece := client.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said


def exchange(embedded: EmbeddedEmulator, raw: bytes, *, shut: bool = True) -> bytes:
    """Send bytes, and give all that comes back."""
    with connect(embedded) as client:
        try:
            client.sendall(raw)
            if shut:
                client.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return read_all(client)


def good_request(operation: Operation, *headers: str, body: bytes | None = None) -> bytes:
    """Write a good request, with more headers or another body."""
    body = json.dumps(operation.body_example).encode() if body is None else body
    lines = [f"POST {operation.path}?access_token={TOKEN} HTTP/1.1", "Host: a", "Content-Type: application/json"]
    return "\r\n".join([*lines, *headers, f"Content-Length: {len(body)}", "", ""]).encode() + body


def is_well(embedded: EmbeddedEmulator, operation: Operation) -> bool:
    """Return whether a good request is accepted."""
    return b'"errcode":0,' in exchange(embedded, good_request(operation))


def codes_of(said: bytes) -> list[int]:
    """Return each errcode of the answers."""
    return [int(code) for code in re.findall(rb'"errcode":(-?\d+)', said)]
