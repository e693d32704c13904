"""Broken gateways that change what comes back."""

import codecs
import gzip
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dingtalk_contract.exchange import Reply
from tests.gateways.changing import (
    answering,
    answering_members,
    errcode_of,
    has_header,
    members_of,
    with_header,
    with_members,
)
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import break_each, breaks
from tests.gateways.wires import answer_by_hand

JSON = ("Content-Type", "application/json")
NOTHING: dict[str, Any] = {"errcode": None, "errmsg": None, "request_id": None}


def with_status(status: int, when: Callable[[Reply], bool]) -> Callable[[Reply], Reply]:
    """Make the change that gives some answers another status."""
    return lambda reply: replace(reply, status=status) if when(reply) else reply


def completed(members: dict[str, Any]) -> Callable[[Reply], Reply]:
    """Make the change that puts members before those of an answer with HTTP 200."""

    def change(reply: Reply) -> Reply:
        own = members_of(reply)
        return reply if reply.status != 200 or own is None else with_members(reply, {**members, **own})

    return change


def is_bare(members: dict[str, Any]) -> bool:
    """Return whether an answer is the acceptance of the example."""
    return members == {"errcode": 0, "errmsg": "ok", "request_id": members.get("request_id")}


def wrapped(reply: Reply) -> Reply:
    """Return an answer in an envelope, but for the acceptance of the example."""
    members = members_of(reply)
    if members is None or is_bare(members) or reply.status != 200:
        return reply
    return with_members(reply, {"errcode": 0, "data": members})


def without_errmsg(reply: Reply) -> Reply:
    """Return an answer without the words of an error."""
    members = members_of(reply)
    if not members or reply.status >= 500 or "deep" in str(members) or "sub_code" in members:
        return reply
    return with_members(reply, {name: value for name, value in members.items() if name != "errmsg"})


def errcode_as_text(reply: Reply) -> Reply:
    """Return a rejection with its errcode as text."""
    if not errcode_of(reply) or reply.status != 200:
        return reply
    return with_members(reply, {**(members_of(reply) or {}), "errcode": str(errcode_of(reply))})


def without_null(reply: Reply) -> Reply:
    """Return an answer without the members that are null."""
    members = members_of(reply)
    if members is None or None not in members.values():
        return reply
    return with_members(reply, {name: value for name, value in members.items() if value is not None})


def unmarked(reply: Reply) -> Reply:
    """Return an answer in words with the marks taken off its letters."""
    plain = reply.body.decode("utf-8", "replace").replace("é", "e").replace("ñ", "n").encode()
    return replace(reply, body=plain) if b"errmsg" in reply.body else reply


def marked(reply: Reply) -> Reply:
    """Return a JSON answer behind a byte order mark."""
    is_plain = members_of(reply) is not None and reply.status < 500
    return replace(reply, body=codecs.BOM_UTF8 + reply.body) if is_plain else reply


def packed(reply: Reply) -> Reply:
    """Return an answer compressed."""
    return with_header(replace(reply, body=gzip.compress(reply.body)), "Content-Encoding", "gzip")


def cut_by_letters(reply: Reply) -> Reply:
    """Return a JSON answer cut at as many bytes as it has letters."""
    return reply if members_of(reply) is None else replace(reply, body=reply.body[: len(reply.body.decode())])


def emptied_without_length(reply: Reply) -> Reply:
    """Return an answer that came up to the connection's end without its body."""
    is_by_connection = reply.headers == (JSON,) and b"\xe5\x8f\x82" in reply.body
    return replace(reply, body=b"") if is_by_connection else reply


break_each(
    {
        "return/status": {
            # Takes a 404 for a wrong route.
            "turns_not_found_into_bad_gateway": answering(with_status(502, lambda reply: reply.status == 404)),
            "tells_errors_by_status": answering(
                with_status(400, lambda reply: reply.status == 403 and bool(errcode_of(reply)))
            ),
            "answers_refused_tokens_with_401": answering(with_status(401, lambda reply: errcode_of(reply) == 88)),
        },
        "return/value": {
            "wraps_answers": answering(wrapped),
            "drops_errmsg": answering(without_errmsg),
            "writes_errcode_as_text": answering(errcode_as_text),
            "answers_after_a_byte_order_mark": answering(marked),
            "counts_letters_for_bytes": answering(cut_by_letters),
        },
        "return/form": {
            # Writes its record of the answer, null where there is nothing.
            "fills_absent_fields_with_null": answering(completed(NOTHING)),
            "numbers_answers_that_have_no_request_id": answering(completed({"request_id": 0})),
        },
        "return/request-id": {
            "gives_a_request_id_of_its_own": answering_members(lambda its: {**its, "request_id": "gw-1"})
        },
        "return/further-fields": {
            "drops_null_from_answers": answering(without_null),
            "strips_what_it_does_not_know": answering_members(
                lambda its: {name: its[name] for name in ("errcode", "errmsg", "request_id") if name in its}
            ),
            "adds_a_field": answering_members(lambda its: {**its, "gateway": "g-1"}),
        },
        "return/text": {
            "takes_marks_off_letters": answering(unmarked),
            "strips_tags": answering(
                lambda reply: replace(reply, body=reply.body.replace(b"<b>", b"").replace(b"</b>", b""))
            ),
        },
        "return/content-type": {
            "calls_every_answer_text": answering(lambda reply: with_header(reply, "Content-Type", "text/plain")),
            # Adds the charset of its platform.
            "claims_gbk": answering(
                lambda reply: (
                    with_header(reply, "Content-Type", "application/json;charset=GBK")
                    if JSON in reply.headers
                    else reply
                )
            ),
            "gives_two_media_types_back": answering(
                lambda reply: replace(reply, headers=(*reply.headers, ("Content-Type", "text/html")))
            ),
        },
        "return/content-encoding": {
            "compresses_every_answer": answering(packed),
            "compresses_what_is_long": answering(
                lambda reply: (
                    packed(reply)
                    if 1000 < len(reply.body) < 100_000 and not has_header(reply, "content-encoding")
                    else reply
                )
            ),
            # Keeps the bytes and drops the header.
            "forgets_to_say_that_it_is_compressed": answering(
                lambda reply: with_header(reply, "Content-Encoding", None)
            ),
            # Wants from its upstream what its callers do not.
            "asks_for_gzip_and_hands_it_on": lambda request, forward: forward(
                request.with_header("accept-encoding", "gzip")
            ),
        },
        # Has a buffer of 256 KiB.
        "return/long": {"cuts_long_answers": answering(lambda reply: replace(reply, body=reply.body[: 1 << 18]))},
        "return/framing": {"waits_for_a_length": answering(emptied_without_length)},
        "return/retry-after": {
            "drops_retry_after": answering(lambda reply: with_header(reply, "Retry-After", None)),
            "has_a_pause_of_its_own": answering(
                lambda reply: with_header(reply, "Retry-After", "3600") if has_header(reply, "retry-after") else reply
            ),
        },
        "return/complete": {
            # Ends an answer twice.
            "writes_on_after_the_end": answering(
                lambda reply: answer_by_hand(reply, framing="length", after=b"0\r\n\r\n")
            ),
            "answers_with_length_and_chunks": answering(lambda reply: answer_by_hand(reply, framing="both")),
        },
    }
)


@breaks("return/status")
def follows_redirects(request: Request, forward: Forward) -> Reply:
    """Goes where the upstream sends its callers."""
    reply = forward(request)
    elsewhere = {name.lower(): value for name, value in reply.headers}.get("location")
    return reply if elsewhere is None else forward(request.edit(target=elsewhere))


@breaks("return/content-encoding")
def does_not_understand_q(request: Request, forward: Forward) -> Reply:
    """Compresses where gzip is named, though it is refused there."""
    reply = forward(request)
    is_named = "gzip" in dict(request.headers).get("accept-encoding", "")
    return packed(reply) if is_named and not has_header(reply, "content-encoding") else reply


@breaks("return/not-json")
def refuses_to_bring_what_is_not_json(request: Request, forward: Forward) -> Reply:
    """Has an error page for answers that it cannot parse."""
    reply = forward(request.with_header("accept-encoding", None))
    return reply if members_of(reply) is not None or reply.status != 200 else fail(502)


@breaks("return/complete", stateful=True)
def drops_one_answer_in_forty() -> Any:
    """Loses a connection now and then, after all was forwarded."""
    served: list[str] = []

    def behaviour(request: Request, forward: Forward) -> Reply:
        served.append(request.target)
        reply = forward(request)
        return Reply(drop=True) if len(served) == 12 else reply

    return behaviour


break_each(
    {
        "return/value": {
            "rounds_the_ids_of_to_dos": answering_members(
                lambda its: (
                    {
                        **its,
                        "tasks": [{**each, "task_id": int(float(each["task_id"]))} for each in its["tasks"]],
                    }
                    if "tasks" in its
                    else its
                )
            )
        }
    },
    operations=("createTasks",),
)
