"""The judge on servers of the standard library, as many people write their first mock."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

import pytest

from dingtalk_contract.conformance import ExitCode
from dingtalk_contract.exchange import parse_url
from tests.conformance.runs import run_at
from tests.servers.conforming import conforming
from tests.servers.serving import Request


def make_handler(version: str) -> type[http.server.BaseHTTPRequestHandler]:
    """Make a handler that knows POST alone, reads Content-Length alone, and writes head and body apart."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = version
        served = 0

        def do_POST(self) -> None:
            Handler.served += 1
            parts = urlsplit(self.path)
            reply = conforming(
                Request(
                    method="POST",
                    path=parts.path,
                    query=dict(parse_qsl(parts.query, keep_blank_values=True)),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
                    number=Handler.served,
                )
            )
            body = json.dumps(reply.value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
            """Stay silent."""

    return Handler


@contextmanager
def plain_server(kind: type[http.server.HTTPServer], version: str) -> Iterator[str]:
    """Serve on a free port of this machine, and give the URL."""
    with kind(("127.0.0.1", 0), make_handler(version)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])
@pytest.mark.parametrize("kind", [http.server.HTTPServer, http.server.ThreadingHTTPServer])
def test_a_plain_server_is_not_accused(kind: type[http.server.HTTPServer], version: str) -> None:
    """A server that cannot read chunked bodies is warned for these alone."""
    with plain_server(kind, version) as url:
        code, lines = run_at(parse_url(url))

    assert code is ExitCode.CONFORMS
    assert [line["clause"] for line in lines.results("warn")] == ["cancelTaskGroup/spelling/chunked"]
