"""Send a sample in the form of HTTP over a socket of our own; exit 0 where it is accepted."""

import json
import os
import re
import socket
import sys
import time
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlsplit

_SECONDS = 10
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


def main(path: str) -> int:
    """Send the file at the path, and return the exit code."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    head, _, body = "\n".join(line for line in lines if not line.startswith("#")).strip().partition("\n\n")
    first, *headers = head.splitlines()
    method, target, version = first.split(" ")
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    target = target.removeprefix("{{DINGTALK_BASE_URL}}")
    target = _VARIABLE.sub(lambda found: quote(os.environ[found[1]], safe=""), target)
    sent = _VARIABLE.sub(lambda found: os.environ[found[1]], body).encode()
    headers += [f"Host: {base.netloc}", *([f"Content-Length: {len(sent)}"] if body else [])]
    message = "\r\n".join([f"{method} {target} {version}", *headers, "", ""]).encode() + sent
    try:
        status, answer = _exchange((base.hostname or "", base.port or 80), message)
    except (OSError, HTTPException) as error:
        print(f"no answer to rely on: {type(error).__name__}", file=sys.stderr)
        return 1
    accepted = status // 100 == 2 and _is_accepted(answer)
    print(answer.decode(errors="replace"), file=sys.stdout if accepted else sys.stderr)
    return 0 if accepted else 1


def _exchange(address: tuple[str, int], message: bytes) -> tuple[int, bytes]:
    until = time.monotonic() + _SECONDS
    with socket.create_connection(address, timeout=_SECONDS) as connection:
        connection.sendall(message)
        connection.settimeout(max(0.1, until - time.monotonic()))
        response = HTTPResponse(connection)
        response.begin()
        return response.status, response.read()


def _is_accepted(text: bytes) -> bool:
    try:
        answer = json.loads(text)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("errcode", 0) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
