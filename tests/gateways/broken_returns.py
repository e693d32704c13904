"""Broken gateways that change what comes back."""

import gzip
import json
from dataclasses import replace
from typing import Any

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import breaks


def members_of(reply: Reply) -> dict[str, Any] | None:
    """Return the members of an answer, None where it is no JSON object."""
    try:
        value = json.loads(reply.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def with_members(reply: Reply, members: dict[str, Any]) -> Reply:
    """Return an answer with other members."""
    return replace(reply, body=json.dumps(members).encode())


def with_header(reply: Reply, name: str, value: str | None) -> Reply:
    """Return an answer with another value of a header, or without it."""
    others = tuple(header for header in reply.headers if header[0].lower() != name.lower())
    return replace(reply, headers=others if value is None else (*others, (name, value)))


@breaks("return/status")
def turns_not_found_into_bad_gateway(request: Request, forward: Forward) -> Reply:
    """Takes a 404 for a wrong route."""
    reply = forward(request)
    return replace(reply, status=502) if reply.status == 404 else reply


@breaks("return/status")
def tells_errors_by_status(request: Request, forward: Forward) -> Reply:
    """Turns each errcode into HTTP 400."""
    reply = forward(request)
    members = members_of(reply) or {}
    return replace(reply, status=400) if reply.status == 403 and members.get("errcode") else reply


@breaks("return/status")
def answers_refused_tokens_with_401(request: Request, forward: Forward) -> Reply:
    """Knows one errcode, and the status that it stands for."""
    reply = forward(request)
    return replace(reply, status=401) if (members_of(reply) or {}).get("errcode") == 88 else reply


@breaks("return/further-fields")
def drops_null_from_answers(request: Request, forward: Forward) -> Reply:
    """Leaves out what has no value."""
    reply = forward(request)
    members = members_of(reply)
    if members is None or None not in members.values():
        return reply
    return replace(reply, body=json.dumps({name: each for name, each in members.items() if each is not None}).encode())


@breaks("return/value")
def wraps_answers(request: Request, forward: Forward) -> Reply:
    """Has an envelope of its own."""
    reply = forward(request)
    members = members_of(reply)
    is_example = (
        members == {"errcode": 0, "errmsg": "ok", "request_id": members.get("request_id")} if members else False
    )
    if members is None or is_example or reply.status != 200:
        return reply
    return with_members(reply, {"errcode": 0, "data": members})


@breaks("return/value")
def drops_errmsg(request: Request, forward: Forward) -> Reply:
    """Hides the texts of errors."""
    reply = forward(request)
    members = members_of(reply)
    if not members or reply.status >= 500 or "deep" in str(members) or "sub_code" in members:
        return reply
    return with_members(reply, {name: value for name, value in members.items() if name != "errmsg"})


@breaks("return/value")
def writes_errcode_as_text(request: Request, forward: Forward) -> Reply:
    """Keeps every value as a string where there is an error."""
    reply = forward(request)
    members = members_of(reply)
    if not members or not members.get("errcode") or reply.status != 200:
        return reply
    return with_members(reply, {**members, "errcode": str(members["errcode"])})


@breaks("return/request-id")
def gives_a_request_id_of_its_own(request: Request, forward: Forward) -> Reply:
    """Names requests itself."""
    reply = forward(request)
    members = members_of(reply)
    return with_members(reply, {**members, "request_id": "gw-1"}) if members is not None else reply


@breaks("return/further-fields")
def strips_what_it_does_not_know(request: Request, forward: Forward) -> Reply:
    """Writes the document's fields alone."""
    reply = forward(request)
    members = members_of(reply)
    known = ("errcode", "errmsg", "request_id")
    return with_members(reply, {n: members[n] for n in known if n in members}) if members else reply


@breaks("return/further-fields")
def adds_a_field(request: Request, forward: Forward) -> Reply:
    """Says success in a field of its own."""
    reply = forward(request)
    members = members_of(reply)
    return with_members(reply, {**members, "gateway": "g-1"}) if members else reply


@breaks("return/text")
def takes_marks_off_letters(request: Request, forward: Forward) -> Reply:
    """Takes the marks off letters."""
    reply = forward(request)
    return (
        replace(reply, body=reply.body.decode("utf-8", "replace").replace("é", "e").replace("ñ", "n").encode())
        if b"errmsg" in reply.body
        else reply
    )


@breaks("return/text")
def strips_tags(request: Request, forward: Forward) -> Reply:
    """Takes whatever looks like a tag out of an answer."""
    reply = forward(request)
    return replace(reply, body=reply.body.replace(b"<b>", b"").replace(b"</b>", b""))


@breaks("return/content-type")
def calls_every_answer_text(request: Request, forward: Forward) -> Reply:
    """Gives one media type to all."""
    return with_header(forward(request), "Content-Type", "text/plain")


@breaks("return/content-type")
def claims_gbk(request: Request, forward: Forward) -> Reply:
    """Adds the charset of its platform."""
    reply = forward(request)
    is_bare = ("Content-Type", "application/json") in reply.headers
    return with_header(reply, "Content-Type", "application/json;charset=GBK") if is_bare else reply


@breaks("return/content-encoding")
def compresses_every_answer(request: Request, forward: Forward) -> Reply:
    """Asks nobody."""
    reply = forward(request)
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


@breaks("return/content-encoding")
def compresses_what_is_long(request: Request, forward: Forward) -> Reply:
    """Compresses whatever is worth it, asked or not."""
    reply = forward(request)
    if not 1000 < len(reply.body) < 100_000 or any(name.lower() == "content-encoding" for name, _ in reply.headers):
        return reply
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


@breaks("return/content-encoding")
def does_not_understand_q(request: Request, forward: Forward) -> Reply:
    """Compresses where gzip is named, though it is refused there."""
    reply = forward(request)
    accepted = dict(request.headers).get("accept-encoding", "")
    if "gzip" not in accepted or any(name.lower() == "content-encoding" for name, _ in reply.headers):
        return reply
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


@breaks("return/content-encoding")
def forgets_to_say_that_it_is_compressed(request: Request, forward: Forward) -> Reply:
    """Keeps the bytes and drops the header."""
    return with_header(forward(request), "Content-Encoding", None)


@breaks("return/long")
def cuts_long_answers(request: Request, forward: Forward) -> Reply:
    """Has a buffer of 256 KiB."""
    reply = forward(request)
    return replace(reply, body=reply.body[: 1 << 18])


@breaks("return/framing")
def waits_for_a_length(request: Request, forward: Forward) -> Reply:
    """Knows no answer without Content-Length."""
    reply = forward(request)
    is_by_connection = reply.headers == (("Content-Type", "application/json"),) and b"\xe5\x8f\x82" in reply.body
    return replace(reply, body=b"") if is_by_connection else reply


@breaks("return/not-json")
def refuses_to_bring_what_is_not_json(request: Request, forward: Forward) -> Reply:
    """Has an error page for answers that it cannot parse."""
    reply = forward(request.with_header("accept-encoding", None))
    return reply if members_of(reply) is not None or reply.status != 200 else fail(502)


@breaks("return/retry-after")
def drops_retry_after(request: Request, forward: Forward) -> Reply:
    """Forwards no header but the media type."""
    return with_header(forward(request), "Retry-After", None)


@breaks("return/complete", stateful=True)
def drops_one_answer_in_forty() -> Any:
    """Loses a connection now and then, after all was forwarded."""
    served: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        served.append(request.target)
        reply = forward(request)
        return Reply(drop=True) if len(served) == 12 else reply

    return behaviour
