"""Correct clients that differ in how they spell a request, and in what they add to it."""

from __future__ import annotations

import http.client
import json
import os
import socket
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from tests.clients.calling import (
    JSON,
    Answer,
    call,
    enclose,
    encode,
    is_success,
    pairs,
    path,
    query,
    request,
    send,
    token,
    token_name,
)
from tests.clients.editing import concluding, edited, put_if_absent
from tests.clients.trials import EVERY, WITH_TOKEN, conform_each, conforms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

OF_OFFICIAL_SDKS = {
    "content-type": "Application/JSON; charset=UTF-8",
    "Accept": "text/xml,text/javascript",
    "User-Agent": "top-sdk-java",
    "Accept-Encoding": "gzip",
    "Authorization": "Bearer none",
    "x-acs-dingtalk-access-token": "none",
}
# The client of Java offers to go on in HTTP/2.
OFFER = {**JSON, "Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}


def spell(value: object) -> str:
    """Return a value as JSON with each letter of a text as an escape."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{spell(name)}:{spell(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spell, value)) + "]"
    if isinstance(value, str):
        units = value.encode("utf-16-be")
        return '"' + "".join(f"\\u{units[at]:02x}{units[at + 1]:02X}" for at in range(0, len(units), 2)) + '"'
    return json.dumps(value)


def pieces() -> Iterator[bytes]:
    """Return the body as it is made."""
    body = encode(enclose(request()))
    yield from (body[at : at + 7] for at in range(0, len(body), 7))


conform_each(
    {
        "calls_as_documented": call,
        "writes_letters_as_they_are": lambda: call(
            body=json.dumps(enclose(request()), ensure_ascii=False, separators=(",", ":")).encode()
        ),
        "escapes_every_letter": lambda: call(body=spell(enclose(request())).encode()),
        # Writes for people, backwards, with a line break at the end.
        "writes_on_many_lines": lambda: call(
            body=json.dumps(enclose(dict(reversed(request().items()))), indent="\t").encode() + b"\r\n"
        ),
        "names_the_charset": lambda: call(headers=OF_OFFICIAL_SDKS),
        "sends_in_chunks": lambda: call(body=pieces()),
        "speaks_http_1_0": lambda: call(version=10),
        "adds_parameters": lambda: call(search=f"lang=zh_CN&{query()}&timestamp=1&empty=&flag"),
        # Within the envelope and beside it.
        "adds_fields": lambda: call(
            value={**enclose({**request(), "remark": "none", "operator": None}), "trace": {"id": 1}}
        ),
        # Encodes the token as a form does.
        "writes_spaces_as_plus": lambda: call(search=urlencode(pairs(), quote_via=quote_plus)),
        # Encodes letters and digits too, in small hexadecimals, and one of the path.
        "encodes_every_character": lambda: call(
            search="&".join(f"{name}=" + "".join(f"%{byte:02x}" for byte in value.encode()) for name, value in pairs()),
            path=f"{path()[:-1]}%{ord(path()[-1]):02x}",
        ),
        # Encodes what a query needs encoded, and no more.
        "leaves_harmless_characters_as_they_are": lambda: call(search=query(safe="-._~!$*,;:@/?()")),
        # Writes the whole URL into the request line, which every server must take.
        "talks_as_to_a_proxy": lambda: call(path=os.environ["DINGTALK_BASE_URL"] + path()),
        "offers_http_2": lambda: call(headers=OFFER),
    },
    operations=EVERY,
)
conform_each(
    {
        # A list of the one group where no list is asked for.
        "always_sends_a_list": edited(lambda values: {"activity_id_list": [values["activity_id"]], **values}),
        # The page leaves open what a list of no groups is.
        "sends_an_empty_list_for_none": put_if_absent("activity_id_list", []),
    }
)
# Accepts errcode 0 alone, which every recorded answer has.
conform_each(
    {
        "takes_an_absent_errcode_for_an_error": concluding(
            lambda answer: is_success(answer) and answer.value.get("errcode") == 0
        )
    },
    warns=("conclusion/absent-errcode",),
    operations=EVERY,
)


@conforms(operations=EVERY)
def reads_a_variable_per_field() -> int:
    """Makes the fields of their own variables, text as it stands and all else from JSON."""
    given = {name: os.environ[f"DINGTALK_{name.upper()}"] for name in request()}
    texts = {name for name, value in request().items() if isinstance(value, str)}
    return call(values={name: text if name in texts else json.loads(text) for name, text in given.items()})


@conforms(operations=EVERY)
def writes_whole_numbers_with_a_point() -> int:
    """Writes 111.0 for 111, which is the same number."""
    body = encode(enclose(request())).decode()
    for name, value in request().items():
        if isinstance(value, int):
            body = body.replace(f'"{name}": {value}', f'"{name}": {value}.0')
    return call(body=body.encode())


@conforms(operations=WITH_TOKEN)
def waits_for_a_go_ahead() -> int:
    """Sends the body when it is told to."""
    body = encode(enclose(request()))
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    with socket.create_connection((base.hostname or "", base.port or 80), timeout=5) as connection:
        head = f"POST {path()}?{query()} HTTP/1.1\r\nHost: {base.netloc}\r\nContent-Type: application/json\r\n"
        head += f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        if not connection.recv(4096).startswith(b"HTTP/1.1 100"):
            return 1
        connection.sendall(body)
        received = b""
        while data := connection.recv(65536):
            received += data
    start, _, rest = received.partition(b"\r\n\r\n")
    return 0 if is_success(Answer(int(start.split()[1]), rest)) else 1


@conforms(operations=EVERY)
def connects_before_it_calls() -> int:
    """Opens a connection ahead of time, and never uses it."""
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    with socket.create_connection((base.hostname or "", base.port or 80), timeout=5):
        return call()


@conforms(operations=WITH_TOKEN)
def fetches_a_token_first() -> int:
    """Asks for a token where tokens are fetched, and takes that."""
    fetched = send(method="GET", path="/gettoken", search="appkey=a&appsecret=b", body=b"", headers={}).value
    return call(search=f"{token_name()}={quote(fetched['access_token'], safe='')}")


@conforms(operations=WITH_TOKEN)
def reads_all_that_a_token_comes_with() -> int:
    """Asks both services for a token, and reads each field of their answers."""
    older = send(method="GET", path="/gettoken", search="appkey=a&appsecret=b", body=b"", headers={}).value
    newer = send(path="/v1.0/oauth2/accessToken", search="", body=encode({"appKey": "a", "appSecret": "b"})).value
    if older["errcode"] != 0 or older["errmsg"] != "ok" or min(older["expires_in"], newer["expireIn"]) <= 0:
        return 1
    return call(search=f"{token_name()}={quote(newer['accessToken'], safe='')}")


@conforms(operations=EVERY)
def dies_of_what_it_does_not_like() -> int:
    """Ends by a signal where the call fails."""
    try:
        if call() == 0:
            return 0
    except (OSError, ValueError, http.client.HTTPException):
        os.abort()
    os.kill(os.getpid(), 15)
    return 1


@conforms(operations=EVERY)
def says_much() -> int:
    """Writes a megabyte to each stream, and its token."""
    os.write(1, (token() + "\n").encode() + b"x" * 2**20)
    os.write(2, (token() + "\n").encode() + b"\x1b[31m\xff" * 2**18)
    return call()
