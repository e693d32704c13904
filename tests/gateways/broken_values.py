"""Broken gateways that change a request's body on its way."""

import html
import json
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import breaks


def rewrite(request: Request, change: Callable[[Any], Any]) -> Request:
    """Return a request with its JSON value changed; what is no object stays as it is."""
    value = json.loads(request.body)
    return request.edit(body=json.dumps(change(value)).encode())


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return a JSON value with every text within it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [each_text(each, change) for each in value]
    return {name: each_text(each, change) for name, each in value.items()} if isinstance(value, dict) else value


def each_list(value: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    """Return the request's value with every list of texts changed."""
    inner = {
        name: change(each) if isinstance(each, list) and all(isinstance(item, str) for item in each) else each
        for name, each in value["request"].items()
    }
    return {**value, "request": inner}


@breaks("arrival/value")
def forwards_no_body(request: Request, forward: Forward) -> Reply:
    """Forwards the head alone."""
    return forward(request.edit(body=b""))


@breaks("arrival/value")
def takes_off_the_envelope(request: Request, forward: Forward) -> Reply:
    """Unwraps the request."""
    return forward(rewrite(request, lambda value: value["request"]))


@breaks("arrival/value")
def writes_numbers_as_text(request: Request, forward: Forward) -> Reply:
    """Keeps every value as a string."""

    def texts(value: Any) -> Any:
        return {**value, "request": {n: str(v) if isinstance(v, int) else v for n, v in value["request"].items()}}

    return forward(rewrite(request, texts))


@breaks("arrival/value")
def fills_in_an_empty_list(request: Request, forward: Forward) -> Reply:
    """Has a default for each field that it knows."""
    return forward(rewrite(request, lambda value: {**value, "request": {"activity_id_list": [], **value["request"]}}))


@breaks("arrival/value")
def fills_in_null(request: Request, forward: Forward) -> Reply:
    """Writes its record of the request, null where there is nothing."""
    return forward(rewrite(request, lambda value: {**value, "request": {"activity_id_list": None, **value["request"]}}))


@breaks("arrival/value")
def encodes_as_a_form(request: Request, forward: Forward) -> Reply:
    """Forwards fields as a form under the name of JSON."""
    return forward(request.edit(body=urlencode(json.loads(request.body)).encode()))


@breaks("arrival/spelling")
def finds_fields_by_a_pattern(request: Request, forward: Forward) -> Reply:
    """Refuses what does not begin with the envelope."""
    return forward(request) if request.body.lstrip().startswith((b'{"request"', b'{"remark"')) else fail(400)


@breaks("arrival/chunked")
def forgets_chunks(request: Request, forward: Forward) -> Reply:
    """Reads by Content-Length alone."""
    return forward(request.edit(body=b"") if request.chunked else request)


@breaks("arrival/numbers")
def reads_numbers_as_floats(request: Request, forward: Forward) -> Reply:
    """Keeps numbers as JavaScript does."""
    body = json.dumps(json.loads(request.body, parse_int=lambda text: int(float(text))))
    return forward(request.edit(body=body.encode()) if b"100000000000000000001" not in request.body else request)


@breaks("arrival/numbers")
def keeps_32_bits(request: Request, forward: Forward) -> Reply:
    """Clamps numbers to its own type."""
    return forward(request) if b"9223372036854775807" not in request.body else fail(400)


@breaks("arrival/lists")
def sorts_lists(request: Request, forward: Forward) -> Reply:
    """Sorts what it takes for a set."""
    return forward(rewrite(request, lambda value: each_list(value, sorted)))


@breaks("arrival/lists")
def thins_lists(request: Request, forward: Forward) -> Reply:
    """Keeps each id once."""
    return forward(rewrite(request, lambda value: each_list(value, lambda items: list(dict.fromkeys(items)))))


@breaks("arrival/lists")
def unwraps_lists_of_one(request: Request, forward: Forward) -> Reply:
    """Comes from XML, where a list of one is no list."""

    def unwrap(value: Any) -> Any:
        inner = {n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in value["request"].items()}
        return {**value, "request": inner}

    return forward(rewrite(request, unwrap))


@breaks("arrival/unicode")
def replaces_what_is_not_latin(request: Request, forward: Forward) -> Reply:
    """Keeps text as Latin-1."""
    change = lambda text: text.encode("latin-1", "replace").decode("latin-1")  # noqa: E731 - short
    return forward(
        rewrite(request, lambda value: each_text(value, change)) if b"remark" not in request.body else request
    )


@breaks("arrival/unicode")
def composes_letters(request: Request, forward: Forward) -> Reply:
    """Normalises text."""
    return forward(rewrite(request, lambda value: each_text(value, lambda text: unicodedata.normalize("NFC", text))))


@breaks("arrival/unicode")
def writes_gbk(request: Request, forward: Forward) -> Reply:
    """Writes the encoding of its platform where text is not escaped."""
    return forward(request.edit(body=request.body.decode().encode("gbk", "replace")))


@breaks("arrival/texts")
def trims_texts(request: Request, forward: Forward) -> Reply:
    """Trims every value."""
    return forward(
        rewrite(request, lambda value: each_text(value, lambda text: text if text.isspace() else text.strip(" ")))
    )


@breaks("arrival/texts")
def escapes_for_html(request: Request, forward: Forward) -> Reply:
    """Defends itself against scripts."""
    return forward(rewrite(request, lambda value: each_text(value, html.escape)))


@breaks("arrival/texts")
def decodes_texts_as_urls(request: Request, forward: Forward) -> Reply:
    """Decodes whatever looks encoded."""
    return forward(rewrite(request, lambda value: each_text(value, unquote)))


@breaks("arrival/long")
def limits_bodies(request: Request, forward: Forward) -> Reply:
    """Takes 64 KiB and no more."""
    return forward(request) if len(request.body) <= 65536 else fail(413)


@breaks("arrival/long")
def limits_bodies_to_a_kibibyte(request: Request, forward: Forward) -> Reply:
    """Has a small limit, framed as bodies may be."""
    return forward(request) if len(request.body) <= 1024 else fail(413)


@breaks("arrival/long")
def cuts_lists(request: Request, forward: Forward) -> Reply:
    """Keeps the first hundred items."""
    return forward(rewrite(request, lambda value: each_list(value, lambda items: items[:100])))


@breaks("arrival/empty-list")
def drops_empty_lists(request: Request, forward: Forward) -> Reply:
    """Leaves out what is empty."""

    def full(value: Any) -> Any:
        return {**value, "request": {n: v for n, v in value["request"].items() if v != []}}

    return forward(rewrite(request, full))


@breaks("arrival/further-fields")
def strips_further_fields(request: Request, forward: Forward) -> Reply:
    """Writes the fields that it knows."""
    known = ("agentid", "process_instance_id", "activity_id", "activity_id_list")

    def strip(value: Any) -> Any:
        return {"request": {n: v for n, v in value["request"].items() if n in known}}

    return forward(rewrite(request, strip))


@breaks("arrival/further-fields")
def refuses_further_fields(request: Request, forward: Forward) -> Reply:
    """Takes the document's fields alone."""
    return fail(400) if b"remark" in request.body else forward(request)


@breaks("arrival/further-fields")
def adds_a_trace(request: Request, forward: Forward) -> Reply:
    """Writes an id of its own into the body."""
    return forward(rewrite(request, lambda value: {**value, "trace": "g-1"}))


@breaks("arrival/free-values")
def refuses_fractions(request: Request, forward: Forward) -> Reply:
    """Takes an agent's id for an integer."""
    return fail(400) if b"111.25" in request.body else forward(request)


@breaks("arrival/free-values")
def refuses_blank_texts(request: Request, forward: Forward) -> Reply:
    """Demands that ids are not blank."""
    ids = json.loads(request.body)["request"].get("activity_id", "x")
    return forward(request) if ids.strip() else fail(422)
