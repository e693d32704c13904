"""Broken gateways that frame, type or spell messages wrongly, or take what looks odd for something else."""

import codecs
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.broken_returns import members_of, with_header
from tests.gateways.broken_values import each_text, rewrite
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import breaks
from tests.gateways.wires import answer_by_hand, send_by_hand


@breaks("arrival/http")
def says_length_and_chunks(request: Request, forward: Forward) -> Reply:
    """Frames what it forwards twice."""
    return send_by_hand(request, forward, framing="both")


@breaks("arrival/chunked")
def keeps_chunks_and_adds_a_length(request: Request, forward: Forward) -> Reply:
    """Adds a length to what came in chunks."""
    return send_by_hand(request, forward, framing="both" if request.chunked else "length")


@breaks("arrival/path")
def encodes_the_path_as_one_segment(request: Request, forward: Forward) -> Reply:
    """Encodes the slashes of the path."""
    path, _, query = request.target.partition("?")
    return forward(request.edit(target=f"/{quote(path[1:], safe='')}?{query}"))


@breaks("arrival/token")
def leaves_hashes_bare(request: Request, forward: Forward) -> Reply:
    """Decodes a character that ends the query."""
    return send_by_hand(request.edit(target=request.target.replace("%23", "#")), forward)


@breaks("arrival/token")
def adds_a_token_of_its_own(request: Request, forward: Forward) -> Reply:
    """Sends two tokens."""
    return forward(request.edit(target=f"{request.target}&access_token=own"))


@breaks("arrival/parameters")
def drops_parameters_without_a_value(request: Request, forward: Forward) -> Reply:
    """Reads a query as a careless library does."""
    path, _, query = request.target.partition("?")
    return forward(request.edit(target=f"{path}?{urlencode(parse_qsl(query))}"))


@breaks("arrival/content-type")
def gives_two_media_types(request: Request, forward: Forward) -> Reply:
    """Adds its own media type to the caller's."""
    return send_by_hand(request, forward, more=("Content-Type: text/plain",))


@breaks("arrival/content-type")
def knows_one_way_to_write_the_media_type(request: Request, forward: Forward) -> Reply:
    """Refuses a charset."""
    return forward(request) if ("content-type", "application/json") in request.headers else fail(415)


@breaks("arrival/value")
def puts_a_byte_order_mark_before_it(request: Request, forward: Forward) -> Reply:
    """Writes files for Windows."""
    return forward(request.edit(body=codecs.BOM_UTF8 + request.body))


@breaks("arrival/value")
def names_a_field_twice(request: Request, forward: Forward) -> Reply:
    """Writes a default before the value."""
    return forward(request.edit(body=request.body.replace(b'"agentid"', b'"agentid": 0, "agentid"', 1)))


@breaks("arrival/texts")
def takes_null_for_nothing(request: Request, forward: Forward) -> Reply:
    """Empties what reads null."""
    return forward(rewrite(request, lambda value: each_text(value, lambda text: "" if text == "null" else text)))


@breaks("arrival/texts")
def strips_leading_zeros(request: Request, forward: Forward) -> Reply:
    """Takes ids of digits for numbers."""

    def strip(text: str) -> str:
        return text.lstrip("0") if re.fullmatch("0[0-9]+", text) else text

    return forward(rewrite(request, lambda value: each_text(value, strip)))


@breaks("arrival/texts")
def lowers_texts(request: Request, forward: Forward) -> Reply:
    """Takes ids to be of one case."""
    return forward(rewrite(request, lambda value: each_text(value, str.lower)))


@breaks("arrival/texts")
def ends_texts_at_a_zero_byte(request: Request, forward: Forward) -> Reply:
    """Keeps text as C does."""
    return forward(rewrite(request, lambda value: each_text(value, lambda text: text.split("\0")[0])))


@breaks("arrival/texts")
def refuses_what_looks_like_an_attack(request: Request, forward: Forward) -> Reply:
    """Filters by patterns."""
    return fail(403) if b"union select" in request.body else forward(request)


@breaks("arrival/further-fields")
def strips_nulls(request: Request, forward: Forward) -> Reply:
    """Writes no member that is null."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: strip(each) for name, each in value.items() if each is not None}
        return value

    return forward(rewrite(request, strip))


@breaks("return/status")
def follows_redirects(request: Request, forward: Forward) -> Reply:
    """Goes where the upstream sends its callers."""
    reply = forward(request)
    elsewhere = {name.lower(): value for name, value in reply.headers}.get("location")
    return reply if elsewhere is None else forward(request.edit(target=elsewhere))


@breaks("return/value")
def answers_after_a_byte_order_mark(request: Request, forward: Forward) -> Reply:
    """Writes answers for Windows."""
    reply = forward(request)
    is_plain = members_of(reply) is not None and reply.status < 500
    return replace(reply, body=codecs.BOM_UTF8 + reply.body) if is_plain else reply


@breaks("return/value")
def counts_letters_for_bytes(request: Request, forward: Forward) -> Reply:
    """Cuts an answer at as many bytes as it has letters."""
    reply = forward(request)
    return reply if members_of(reply) is None else replace(reply, body=reply.body[: len(reply.body.decode())])


@breaks("return/content-type")
def gives_two_media_types_back(request: Request, forward: Forward) -> Reply:
    """Adds its own media type to the upstream's."""
    reply = forward(request)
    return replace(reply, headers=(*reply.headers, ("Content-Type", "text/html")))


@breaks("return/content-encoding")
def asks_for_gzip_and_hands_it_on(request: Request, forward: Forward) -> Reply:
    """Wants from its upstream what its callers do not."""
    return forward(request.with_header("accept-encoding", "gzip"))


@breaks("return/retry-after")
def has_a_pause_of_its_own(request: Request, forward: Forward) -> Reply:
    """Names another time to wait."""
    reply = forward(request)
    is_asked = any(name.lower() == "retry-after" for name, _ in reply.headers)
    return with_header(reply, "Retry-After", "3600") if is_asked else reply


@breaks("return/complete")
def writes_on_after_the_end(request: Request, forward: Forward) -> Reply:
    """Ends an answer twice."""
    return answer_by_hand(forward(request), framing="length", after=b"0\r\n\r\n")


@breaks("return/complete")
def answers_with_length_and_chunks(request: Request, forward: Forward) -> Reply:
    """Frames its answers twice."""
    return answer_by_hand(forward(request), framing="both")


@breaks("arrival/value")
def writes_its_language_for_json(request: Request, forward: Forward) -> Reply:
    """Prints a dictionary."""
    return forward(request.edit(body=str(json.loads(request.body)).encode()))
