"""Broken clients whose request stands in a wrong envelope: method, path, token, type, encoding."""

from __future__ import annotations

import codecs
import gzip
import os
import socket
from urllib.parse import quote, urlencode, urlsplit

from tests.clients.calling import PATH, Answer, call, encode, is_success, query, request, send, token
from tests.clients.trials import breaks


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


@breaks("envelope/http")
def leaves_the_host_out() -> int:
    """Writes HTTP/1.1 by hand, and forgets the header that it demands."""
    body = encode({"request": request()})
    head = f"POST {PATH}?{query()} HTTP/1.1\nContent-Type: application/json\nContent-Length: {len(body)}\n\n"
    return talk(head, body)


@breaks("envelope/http")
def counts_the_body_one_too_long() -> int:
    """Says a Content-Length that the body does not have."""
    body = encode({"request": request()})
    head = (
        f"POST {PATH}?{query()} HTTP/1.1\nHost: h\nContent-Type: application/json\nContent-Length: {len(body) + 1}\n\n"
    )
    return talk(head, body)


@breaks("envelope/http")
def speaks_tls_to_a_plain_port() -> int:
    """Takes every address for one of HTTPS."""
    return talk("\x16\x03\x01\x02\x00\x01\x00\x01\x01\x03\x03", b"")


@breaks("envelope/method")
def puts_the_request() -> int:
    """Takes a cancel for an update."""
    return call(method="PUT")


@breaks("envelope/method")
def asks_with_get() -> int:
    """Sends GET, and all in the query."""
    values = {name: str(value) for name, value in request().items()}
    return call(method="GET", search=f"{query()}&{urlencode(values)}", body=b"", headers={})


@breaks("envelope/path")
def calls_the_newer_interface() -> int:
    """Takes the path of the newer service, as its documentation has it."""
    return call(path="/v1.0/workflow/processCentres/tasks/cancel")


@breaks("envelope/path")
def joins_the_path_with_two_slashes() -> int:
    """Puts a slash between the base URL and the path that begins with one."""
    return call(path=f"/{PATH}")


@breaks("envelope/path")
def ends_the_path_in_a_slash() -> int:
    """Ends the path in a slash."""
    return call(path=f"{PATH}/")


@breaks("envelope/path")
def takes_the_older_front_door() -> int:
    """Calls by the name of the method, with everything in the query."""
    fields = {"method": "dingtalk.oapi.process.workrecord.taskgroup.cancel", "session": token()}
    fields["request"] = encode(request()).decode()
    return call(path="/router/rest", search=urlencode(fields), body=b"")


@breaks("envelope/token/present")
def sends_the_token_in_a_header() -> int:
    """Sends the token as the newer service wants it."""
    headers = {"Content-Type": "application/json", "x-acs-dingtalk-access-token": quote(token(), safe="")}
    return call(search="", headers=headers)


@breaks("envelope/token/present")
def sends_the_token_in_the_body() -> int:
    """Sends the token beside the request."""
    return call(search="", value={"access_token": token(), "request": request()})


@breaks("envelope/token/present")
def spells_the_token_as_one_word() -> int:
    """Calls the parameter accessToken."""
    return call(search=f"accessToken={quote(token(), safe='')}")


@breaks("envelope/token/value")
def joins_the_token_as_it_is() -> int:
    """Encodes nothing but what no request line can hold."""
    return call(search=f"access_token={token()}".replace(" ", "%20"))


@breaks("envelope/token/value")
def leaves_the_plus_as_it_is() -> int:
    """Encodes all but the plus, which servers read as a space."""
    return call(search=f"access_token={quote(token(), safe='+')}")


@breaks("envelope/token/value")
def encodes_the_token_twice() -> int:
    """Encodes the token, and hands it to a library that does so too."""
    return call(search=f"access_token={quote(quote(token(), safe=''), safe='')}")


@breaks("envelope/token/value")
def remembers_a_token() -> int:
    """Sends the token of the first test for ever."""
    return call(search="access_token=6d1bxxxx")


@breaks("envelope/content-type")
def leaves_the_type_out() -> int:
    """Sends no Content-Type."""
    return call(headers={})


@breaks("envelope/content-type")
def calls_json_a_form() -> int:
    """Sends JSON under the type that curl takes where none is said."""
    return call(headers={"Content-Type": "application/x-www-form-urlencoded"})


@breaks("envelope/content-type")
def sends_a_form() -> int:
    """Sends a form with the request as JSON in one field."""
    body = urlencode({"request": encode(request()).decode()}).encode()
    return call(body=body, headers={"Content-Type": "application/x-www-form-urlencoded"})


@breaks("envelope/encoding")
def begins_with_a_byte_order_mark() -> int:
    """Writes UTF-8 as some editors do."""
    return call(body=codecs.BOM_UTF8 + encode({"request": request()}))


@breaks("envelope/encoding")
def compresses_the_body() -> int:
    """Sends the body as gzip."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    return call(body=gzip.compress(encode({"request": request()})), headers=headers)


@breaks("envelope/encoding")
def writes_utf_16() -> int:
    """Sends the letters as they lie in memory."""
    return call(body=encode({"request": request()}).decode().encode("utf-16-le"))


@breaks("envelope/json")
def prints_a_dictionary() -> int:
    """Sends what its language prints of the value."""
    return call(body=repr({"request": request()}).encode())


@breaks("envelope/json")
def ends_with_a_comma() -> int:
    """Joins the members with a comma behind each."""
    return call(body=encode({"request": request()})[:-1] + b",}")


@breaks("envelope/method")
def asks_beforehand_what_is_allowed() -> int:
    """Sends OPTIONS first, as a browser does."""
    send(method="OPTIONS", body=b"", headers={"Access-Control-Request-Method": "POST"})
    return call()


@breaks("envelope/path")
def looks_whether_anybody_is_there() -> int:
    """Gets the root first."""
    send(method="GET", path="/", search="", body=b"", headers={})
    return call()


@breaks("envelope/token/value")
def forgets_the_token_when_throttled() -> int:
    """Throws its token away with the connection, and sends again without looking."""
    answer = send()
    again = send(search="access_token=None") if "90018" in answer.codes else answer
    return 0 if is_success(again) else 1
