"""Broken servers whose answers are not as documented."""

import gzip
import json

from tests.servers.conforming import conforming
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks


def _with(reply: Reply, **fields: object) -> Reply:
    return reply.edit(value={**reply.value, **fields})


def _is_accepted(reply: Reply) -> bool:
    return bool(reply.value["errcode"] == 0)


@breaks("valid-requests")
def crashes_on_text_beyond_ascii(request: Request) -> Reply:
    """Answers 500 where a valid request has text beyond ASCII."""
    try:
        text = json.dumps(request.value, ensure_ascii=False)
    except ValueError:
        text = ""
    reply = conforming(request)
    return (
        reply.edit(status=500)
        if "错误: item" not in str(reply.value) and not text.isascii() and _valid(request)
        else reply
    )


def _valid(request: Request) -> bool:
    return request.query.get("access_token") == "6d1bxxxx" and _is_accepted(conforming(request))


@breaks("answer/complete")
def drops_the_connection_on_a_bad_token(request: Request) -> Reply:
    """Closes the connection where it has no answer."""
    reply = conforming(request)
    return Reply(raw=b"") if reply.value["errcode"] == 88 else reply


@breaks("answer/complete")
def promises_more_than_it_sends(request: Request) -> Reply:
    """Gives a Content-Length beyond the body's where it rejects."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else reply.edit(length=500)


@breaks("answer/complete")
def promises_less_than_it_sends(request: Request) -> Reply:
    """Gives a Content-Length short of the body's where it rejects."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else reply.edit(length=20)


@breaks("answer/server-error")
def answers_500_where_it_rejects(request: Request) -> Reply:
    """Answers a bad body with 500."""
    reply = conforming(request)
    return reply.edit(status=500) if reply.value["errcode"] == 400002 else reply


@breaks("answer/redirect")
def redirects_without_token(request: Request) -> Reply:
    """Sends those without a good token to a login page."""
    reply = conforming(request)
    return reply.edit(status=302, headers=(("Location", "/login"),)) if reply.value["errcode"] == 88 else reply


@breaks("answer/json")
def rejects_with_a_page(request: Request) -> Reply:
    """Rejects with an HTML page under HTTP 200."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else Reply(body=b"<h1>no</h1>", media_type="text/html")


@breaks("answer/json")
def rejects_with_a_list(request: Request) -> Reply:
    """Rejects with a JSON list."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else reply.edit(value=[reply.value])


@breaks("answer/json")
def writes_nan(request: Request) -> Reply:
    """Has NaN in a further field where it rejects."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else _with(reply, cost=float("nan"))


@breaks("answer/encoding")
def writes_gbk(request: Request) -> Reply:
    """Encodes its messages in GBK."""
    reply = conforming(request)
    return reply.edit(body=json.dumps(reply.value, ensure_ascii=False).encode("gbk"))


@breaks("answer/encoding")
def writes_a_byte_order_mark(request: Request) -> Reply:
    """Begins each answer with a byte order mark."""
    reply = conforming(request)
    return reply.edit(body=json.dumps(reply.value).encode("utf-8-sig"))


@breaks("answer/encoding")
def compresses_unasked(request: Request) -> Reply:
    """Compresses for those who did not ask for it."""
    reply = conforming(request)
    return reply.edit(body=gzip.compress(json.dumps(reply.value).encode()), headers=(("Content-Encoding", "gzip"),))


@breaks("answer/status")
def accepts_with_201(request: Request) -> Reply:
    """Answers an accepted request with 201."""
    reply = conforming(request)
    return reply.edit(status=201) if _is_accepted(reply) else reply


@breaks("answer/rejection-status")
def rejects_with_400(request: Request) -> Reply:
    """Answers a rejected request with 400."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else reply.edit(status=400)


@breaks("answer/media-type")
def says_that_it_is_text(request: Request) -> Reply:
    """Calls its JSON text/html."""
    return conforming(request).edit(media_type="text/html; charset=utf-8")


@breaks("answer/media-type")
def says_nothing_of_its_type(request: Request) -> Reply:
    """Leaves out the Content-Type."""
    return conforming(request).edit(media_type=None)


@breaks("answer/errcode/type")
def writes_errcode_as_text_where_it_rejects(request: Request) -> Reply:
    """Gives errcode as a string where it rejects."""
    reply = conforming(request)
    return reply if _is_accepted(reply) else _with(reply, errcode=str(reply.value["errcode"]))


@breaks("answer/errcode/type")
def writes_errcode_as_text(request: Request) -> Reply:
    """Gives errcode as a string."""
    reply = conforming(request)
    return _with(reply, errcode=str(reply.value["errcode"]))


@breaks("answer/errmsg/type")
def writes_errmsg_as_null(request: Request) -> Reply:
    """Gives errmsg as null where there is nothing to say."""
    reply = conforming(request)
    return _with(reply, errmsg=None) if _is_accepted(reply) else reply


@breaks("answer/request_id/type")
def writes_request_id_as_a_number(request: Request) -> Reply:
    """Gives request_id as a number."""
    return _with(conforming(request), request_id=request.number)


@breaks("answer/request_id/distinct")
def repeats_its_request_id(request: Request) -> Reply:
    """Gives the same request_id in every answer."""
    return _with(conforming(request), request_id="constant")
