"""Broken gateways that answer for an upstream that failed, or act on it unasked; and correct ones near to them."""

import http.client
import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import HOP_BY_HOP, Behaviour, Forward, Request, fail
from tests.gateways.trials import breaks, conforms

RAW = frozenset('[]{}|^`"')
FAILED = {500, 502, 503, 504}


def with_members(reply: Reply, members: Mapping[str, Any]) -> Reply:
    """Return a reply with members put before its own, if it is a JSON object with HTTP 200."""
    try:
        value = json.loads(reply.body)
    except ValueError:
        return reply
    if reply.status != 200 or not isinstance(value, dict):
        return reply
    return Reply(status=200, headers=reply.headers, body=json.dumps({**members, **value}).encode())


@breaks("return/form")
def fills_absent_fields_with_null(request: Request, forward: Forward) -> Reply:
    """Writes its record of the answer, null where there is nothing."""
    return with_members(forward(request), {"errcode": None, "errmsg": None, "request_id": None})


@breaks("return/form")
def numbers_answers_that_have_no_request_id(request: Request, forward: Forward) -> Reply:
    """Gives a number for the request_id that the upstream left out."""
    return with_members(forward(request), {"request_id": 0})


def after_failure(status: int, body: bytes, media_type: str) -> Behaviour:
    """Make a gateway that answers so where the upstream fails."""

    def behaviour(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        headers = (("Content-Type", media_type),)
        return Reply(status=status, headers=headers, body=body) if reply.status in FAILED else reply

    return behaviour


@breaks("delivery/failure", also=("return/retry-after",))
def makes_a_page_of_an_error(request: Request, forward: Forward) -> Reply:
    """Shows its own page where the upstream fails, with HTTP 200."""
    return after_failure(200, b"<html><body>Sorry</body></html>", "text/html")(request, forward)


@breaks("delivery/failure", also=("return/retry-after",))
def says_ok_to_an_error(request: Request, forward: Forward) -> Reply:
    """Says that it is well itself, though its upstream is not."""
    return after_failure(200, b"ok", "text/plain")(request, forward)


@breaks("delivery/error-answers", also=("return/retry-after",))
def makes_a_rejection_of_an_error(request: Request, forward: Forward) -> Reply:
    """Answers in the documented form where the upstream fails, which is allowed, but hides what failed."""
    body = json.dumps({"errcode": -1, "errmsg": "系统繁忙"}, ensure_ascii=False).encode()
    return after_failure(200, body, "application/json")(request, forward)


def trying_again(statuses: set[int], *, length: bool) -> Behaviour:
    """Make a gateway that sends an empty body once more after these statuses, with the old length or with none."""

    def behaviour(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        if reply.status in statuses:
            head = f"POST {request.target} HTTP/1.1\r\nHost: upstream\r\nContent-Type: application/json\r\n"
            size = len(request.body) if length else 0
            with suppress(OSError), socket.create_connection(("127.0.0.1", forward.port), timeout=1) as connection:
                connection.sendall(f"{head}Content-Length: {size}\r\nConnection: close\r\n\r\n".encode())
                connection.recv(1000)
        return reply

    return behaviour


@breaks("delivery/accounted")
def tries_again_without_the_body(request: Request, forward: Forward) -> Reply:
    """Has read the body already when it sends the request anew after a failure."""
    return trying_again({502}, length=False)(request, forward)


@breaks("delivery/accounted")
def tries_again_with_the_old_length(request: Request, forward: Forward) -> Reply:
    """Sends the head anew after a failure, and has no body left."""
    return trying_again({502}, length=True)(request, forward)


@breaks("delivery/accounted")
def tries_again_after_503_without_the_body(request: Request, forward: Forward) -> Reply:
    """Does so where the upstream says that it is overloaded."""
    return trying_again({503}, length=False)(request, forward)


class Pool(list[http.client.HTTPConnection]):
    """Connections that are closed when nobody needs them any more."""

    def __del__(self) -> None:
        """Close them."""
        for connection in self:
            connection.close()


def pooling(*, looks: bool, tries: int) -> Behaviour:
    """Make a gateway that keeps one connection to its upstream.

    Args:
        looks: it looks whether the connection is still open before it sends.
        tries: how often it sends a request whose connection was closed before an answer began.
    """
    kept = Pool()

    def send(request: Request, forward: Forward) -> Reply:
        connection = kept.pop() if kept else http.client.HTTPConnection("127.0.0.1", forward.port, timeout=10)
        if looks and connection.sock is not None:
            connection.sock.settimeout(0)
            try:
                is_open = connection.sock.recv(1, socket.MSG_PEEK) != b""
            except BlockingIOError:
                is_open = True
            connection.sock.settimeout(10)
            if not is_open:
                connection.close()
        was_new = connection.sock is None
        try:
            connection.putrequest(request.method, request.target, skip_accept_encoding=True)
            for name, value in request.headers:
                connection.putheader(name, value.encode("latin-1"))
            connection.putheader("Content-Length", str(len(request.body)))
            connection.auto_open = 0 if not was_new else 1
            connection.endheaders(request.body)
            response = connection.getresponse()
            body = response.read()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError) as error:
            connection.close()
            raise ConnectionError("reused" if not was_new else "new") from error
        except (OSError, http.client.HTTPException):
            connection.close()
            return fail(502)
        connection.auto_open = 1
        if not response.will_close:
            kept.append(connection)
        headers = tuple((name, value) for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP)
        return Reply(status=response.status, headers=headers, body=body)

    def behaviour(request: Request, forward: Forward) -> Reply:
        for _ in range(tries):
            try:
                return send(request, forward)
            except ConnectionError as error:
                if str(error) == "new":
                    break
        return fail(502)

    return behaviour


@breaks("delivery/idle", stateful=True)
def takes_a_closed_connection() -> Behaviour:
    """Takes a connection from its pool, does not look, and answers 502 though nothing was sent."""
    return pooling(looks=False, tries=1)


@conforms(stateful=True)
def looks_before_it_takes_a_connection() -> Behaviour:
    """Takes a connection from its pool if it is still open."""
    return pooling(looks=True, tries=1)


def encoded(request: Request, spoil: Mapping[str, str]) -> Request:
    """Return a request whose query has its raw characters encoded, and others as told."""
    path, _, query = request.target.partition("?")
    table = {ord(char): f"%{ord(char):02X}" for char in RAW} | {ord(char): text for char, text in spoil.items()}
    return request.edit(target=f"{path}?{query.translate(table)}") if RAW & set(query) else request


@breaks("arrival/raw-query")
def encodes_what_is_encoded_already(request: Request, forward: Forward) -> Reply:
    """Encodes the whole query where it finds a character that is not, the percent signs too."""
    return forward(encoded(request, {"%": "%25"}))


@breaks("arrival/raw-query")
def cuts_the_query_at_a_raw_character(request: Request, forward: Forward) -> Reply:
    """Takes a bracket for the end of the query."""
    return forward(request.edit(target=request.target.partition("[")[0]))


@conforms()
def encodes_raw_characters_alone(request: Request, forward: Forward) -> Reply:
    """Encodes what a URI may not hold, and nothing else."""
    return forward(encoded(request, {}))


@conforms()
def refuses_raw_characters(request: Request, forward: Forward) -> Reply:
    """Takes no query that RFC 3986 does not allow."""
    return fail(400) if RAW & set(request.target) else forward(request)


@conforms()
def looks_at_its_upstream_with_the_token(request: Request, forward: Forward) -> Reply:
    """Asks by HEAD whether the upstream is there, before each request."""
    forward(request.edit(method="HEAD", body=b""))
    return forward(request)
