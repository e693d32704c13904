"""Correct clients that differ in how they spell a request, and in what they add to it."""

from __future__ import annotations

import http.client
import json
import os
import socket
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from tests.clients.calling import JSON, PATH, Answer, call, encode, is_success, query, request, send, token
from tests.clients.trials import conforms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@conforms()
def calls_as_documented() -> int:
    """Does what the page says."""
    return call()


@conforms()
def writes_letters_as_they_are() -> int:
    """Writes UTF-8 where it may escape."""
    return call(body=json.dumps({"request": request()}, ensure_ascii=False, separators=(",", ":")).encode())


@conforms()
def escapes_every_letter() -> int:
    """Writes each letter of a text as an escape."""

    def spell(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ",".join(f"{spell(name)}:{spell(each)}" for name, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ",".join(map(spell, value)) + "]"
        if isinstance(value, str):
            units = value.encode("utf-16-be")
            return '"' + "".join(f"\\u{units[at]:02x}{units[at + 1]:02X}" for at in range(0, len(units), 2)) + '"'
        return json.dumps(value)

    return call(body=spell({"request": request()}).encode())


@conforms()
def writes_on_many_lines() -> int:
    """Writes for people, backwards, with a line break at the end."""
    values = dict(reversed(request().items()))
    return call(body=json.dumps({"request": values}, indent="\t").encode() + b"\r\n")


@conforms()
def writes_whole_numbers_with_a_point() -> int:
    """Writes 111.0 for 111, which is the same number."""
    body = encode({"request": request()}).decode()
    number = os.environ["DINGTALK_AGENTID"]
    return call(body=body.replace(f'"agentid": {number}', f'"agentid": {number}.0').encode())


@conforms()
def names_the_charset() -> int:
    """Sends what the official SDKs send."""
    headers = {
        "content-type": "Application/JSON; charset=UTF-8",
        "Accept": "text/xml,text/javascript",
        "User-Agent": "top-sdk-java",
        "Accept-Encoding": "gzip",
        "Authorization": "Bearer none",
        "x-acs-dingtalk-access-token": "none",
    }
    return call(headers=headers)


@conforms()
def sends_in_chunks() -> int:
    """Sends the body as it is made."""

    def pieces() -> Iterator[bytes]:
        body = encode({"request": request()})
        yield from (body[at : at + 7] for at in range(0, len(body), 7))

    return call(body=pieces())


@conforms()
def speaks_http_1_0() -> int:
    """Speaks the older protocol."""
    return call(version=10)


@conforms()
def adds_parameters() -> int:
    """Sends further parameters before and behind the token."""
    return call(search=f"lang=zh_CN&{query()}&timestamp=1&empty=&flag")


@conforms()
def adds_fields() -> int:
    """Sends further fields within and beside the request."""
    return call(value={"request": {**request(), "remark": "none", "operator": None}, "trace": {"id": 1}})


@conforms()
def writes_spaces_as_plus() -> int:
    """Encodes the token as a form does."""
    return call(search=urlencode({"access_token": token()}, quote_via=quote_plus))


@conforms()
def encodes_every_character() -> int:
    """Encodes letters and digits too, in small hexadecimals, and one of the path."""
    search = "access_token=" + "".join(f"%{byte:02x}" for byte in token().encode())
    return call(search=search, path=PATH.replace("cancel", "%63ancel"))


@conforms()
def leaves_harmless_characters_as_they_are() -> int:
    """Encodes what a query needs encoded, and no more."""
    return call(search=f"access_token={quote(token(), safe='-._~!$*,;:@/?()')}")


@conforms()
def always_sends_a_list() -> int:
    """Sends a list of the one group where no list is asked for."""
    values = request()
    return call(values={**values, "activity_id_list": values.get("activity_id_list", [values["activity_id"]])})


@conforms()
def sends_an_empty_list_for_none() -> int:
    """Sends a list of no groups, which the page leaves open."""
    return call(values={"activity_id_list": [], **request()})


@conforms()
def talks_as_to_a_proxy() -> int:
    """Writes the whole URL into the request line, which every server must take."""
    return call(path=os.environ["DINGTALK_BASE_URL"] + PATH)


@conforms()
def waits_for_a_go_ahead() -> int:
    """Sends the body when it is told to."""
    body = encode({"request": request()})
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    with socket.create_connection((base.hostname or "", base.port or 80), timeout=5) as connection:
        head = f"POST {PATH}?{query()} HTTP/1.1\r\nHost: {base.netloc}\r\nContent-Type: application/json\r\n"
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


@conforms()
def offers_http_2() -> int:
    """Offers to go on in HTTP/2, as the client of Java does."""
    offer = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}
    return call(headers={**JSON, **offer})


@conforms()
def connects_before_it_calls() -> int:
    """Opens a connection ahead of time, and never uses it."""
    base = urlsplit(os.environ["DINGTALK_BASE_URL"])
    with socket.create_connection((base.hostname or "", base.port or 80), timeout=5):
        return call()


@conforms()
def fetches_a_token_first() -> int:
    """Asks for a token where tokens are fetched, and takes that."""
    fetched = send(method="GET", path="/gettoken", search="appkey=a&appsecret=b", body=b"", headers={}).value
    return call(search=f"access_token={quote(fetched['access_token'], safe='')}")


@conforms()
def reads_all_that_a_token_comes_with() -> int:
    """Asks both services for a token, and reads each field of their answers."""
    older = send(method="GET", path="/gettoken", search="appkey=a&appsecret=b", body=b"", headers={}).value
    newer = send(path="/v1.0/oauth2/accessToken", search="", body=encode({"appKey": "a", "appSecret": "b"})).value
    if older["errcode"] != 0 or older["errmsg"] != "ok" or min(older["expires_in"], newer["expireIn"]) <= 0:
        return 1
    return call(search=f"access_token={quote(newer['accessToken'], safe='')}")


@conforms()
def dies_of_what_it_does_not_like() -> int:
    """Ends by a signal where the call fails."""
    try:
        if call() == 0:
            return 0
    except (OSError, ValueError, http.client.HTTPException):
        os.abort()
    os.kill(os.getpid(), 15)
    return 1


@conforms()
def says_much() -> int:
    """Writes a megabyte to each stream, and its token."""
    os.write(1, (token() + "\n").encode() + b"x" * 2**20)
    os.write(2, (token() + "\n").encode() + b"\x1b[31m\xff" * 2**18)
    return call()


@conforms(warns=("conclusion/absent-errcode",))
def takes_an_absent_errcode_for_an_error() -> int:
    """Accepts errcode 0 alone, which every recorded answer has."""
    return call(lambda answer: is_success(answer) and answer.value.get("errcode") == 0)
