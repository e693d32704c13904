"""Broken clients whose request stands in a wrong envelope: method, path, token, type, encoding."""

from __future__ import annotations

import codecs
import gzip
import os
import socket
from urllib.parse import quote, urlencode, urlsplit

from tests.clients.calling import (
    Answer,
    call,
    enclose,
    encode,
    is_success,
    path,
    query,
    request,
    send,
    token,
    token_name,
)
from tests.clients.trials import EVERY, WITH_TOKEN, break_each, breaks

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PACKED = {"Content-Type": "application/json", "Content-Encoding": "gzip"}


def body() -> bytes:
    """Return the body as it is right."""
    return encode(enclose(request()))


def quoted_token(safe: str = "") -> str:
    """Return the token, percent-encoded but for some characters."""
    return quote(token(), safe=safe)


def as_texts() -> str:
    """Return the fields as a query."""
    return urlencode({name: str(value) for name, value in request().items()})


def talk(head: str, body: bytes) -> int:
    """Send a request by hand, and look for an accepted answer."""
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    with socket.create_connection((base.hostname or "", base.port or 80), timeout=10) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + body)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while data := connection.recv(65536):
            received += data
    start, _, rest = received.partition(b"\r\n\r\n")
    return 0 if is_success(Answer(int(start.split()[1]), rest)) else 1


def write(*, host: str, surplus: int = 0) -> int:
    """Send HTTP/1.1 by hand, with a Content-Length that is right or not."""
    head = f"POST {path()}?{query()} HTTP/1.1\n{host}Content-Type: application/json\n"
    return talk(f"{head}Content-Length: {len(body()) + surplus}\n\n", body())


def ask_the_older_front_door() -> int:
    """Call by the name of a method, with everything in the query."""
    fields = {"method": f"dingtalk.oapi.{path()[8:].replace('/', '.')}", "session": token()}
    fields["request"] = encode(request()).decode()
    return call(path="/router/rest", search=urlencode(fields), body=b"")


break_each(
    {
        "envelope/http": {
            "leaves_the_host_out": lambda: write(host=""),
            "counts_the_body_one_too_long": lambda: write(host="Host: h\n", surplus=1),
            "speaks_tls_to_a_plain_port": lambda: talk("\x16\x03\x01\x02\x00\x01\x00\x01\x01\x03\x03", b""),
        },
        "envelope/method": {
            "puts_the_request": lambda: call(method="PUT"),
        },
        "envelope/path": {
            # The newer service has it so.
            "calls_the_newer_interface": lambda: call(path="/v1.0/workflow/processCentres/tasks/cancel"),
            "joins_the_path_with_two_slashes": lambda: call(path=f"/{path()}"),
            "ends_the_path_in_a_slash": lambda: call(path=f"{path()}/"),
            "takes_the_older_front_door": ask_the_older_front_door,
        },
        "envelope/token/present": {
            # The newer service wants it so.
            "sends_the_token_in_a_header": lambda: call(
                search="",
                headers={"Content-Type": "application/json", "x-acs-dingtalk-access-token": quoted_token()},
            ),
            "sends_the_token_in_the_body": lambda: call(search="", value={token_name(): token(), **enclose(request())}),
            "spells_the_token_as_one_word": lambda: call(search=f"accessToken={quoted_token()}"),
        },
        "envelope/token/value": {
            # Encodes nothing but what no request line can hold.
            "joins_the_token_as_it_is": lambda: call(search=f"{token_name()}={token()}".replace(" ", "%20")),
            # Servers read a plus as a space.
            "leaves_the_plus_as_it_is": lambda: call(search=f"{token_name()}={quoted_token(safe='+')}"),
            "encodes_the_token_twice": lambda: call(search=f"{token_name()}={quote(quoted_token(), safe='')}"),
            "remembers_a_token": lambda: call(search=f"{token_name()}=6d1bxxxx"),
        },
        "envelope/content-type": {
            "leaves_the_type_out": lambda: call(headers={}),
            # curl takes this type where none is said.
            "calls_json_a_form": lambda: call(headers=FORM),
            "sends_a_form": lambda: call(
                body=urlencode({"request": encode(request()).decode()}).encode(), headers=FORM
            ),
        },
        "envelope/encoding": {
            "begins_with_a_byte_order_mark": lambda: call(body=codecs.BOM_UTF8 + body()),
            "compresses_the_body": lambda: call(body=gzip.compress(body()), headers=PACKED),
            "writes_utf_16": lambda: call(body=body().decode().encode("utf-16-le")),
        },
        "envelope/json": {
            "prints_a_dictionary": lambda: call(body=repr(enclose(request())).encode()),
            # Joins the members with a comma behind each.
            "ends_with_a_comma": lambda: call(body=body()[:-1] + b",}"),
        },
    },
    operations=EVERY,
)


@breaks("envelope/method", operations=WITH_TOKEN)
def asks_with_get() -> int:
    """Asks with GET, all in the query."""
    return call(method="GET", search=f"{query()}&{as_texts()}", body=b"", headers={})


@breaks("envelope/method", operations=EVERY)
def asks_beforehand_what_is_allowed() -> int:
    """Sends OPTIONS first, as a browser does."""
    send(method="OPTIONS", body=b"", headers={"Access-Control-Request-Method": "POST"})
    return call()


@breaks("envelope/path", operations=EVERY)
def looks_whether_anybody_is_there() -> int:
    """Gets the root first."""
    send(method="GET", path="/", search="", body=b"", headers={})
    return call()


@breaks("envelope/token/value", operations=EVERY)
def forgets_the_token_when_throttled() -> int:
    """Throws its token away with the connection, and sends again without looking."""
    answer = send()
    again = send(search=f"{token_name()}=None") if "90018" in answer.codes else answer
    return 0 if is_success(again) else 1


@breaks("envelope/token/value", operations=EVERY)
def cuts_the_token_after_it_was_refused() -> int:
    """Tries again with what it takes for the token's beginning."""
    answer = send()
    if answer.codes & {"40014", "42001"}:
        answer = send(search=f"{token_name()}={quote(token()[:3], safe='')}")
    return 0 if is_success(answer) else 1
