"""
Broken gateways that change what goes upstream.
"""

import html
import json
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import breaks


def rewrite(request: Request, change: Callable[[Any], Any]) -> Request:
    """
    Give a request with its JSON value changed; what is no object stays as it is.
    """
    value = json.loads(request.body)
    return request.edit(body=json.dumps(change(value)).encode())


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """
    Give a JSON value with every text within it changed.
    """
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [each_text(each, change) for each in value]
    return {name: each_text(each, change) for name, each in value.items()} if isinstance(value, dict) else value


def each_list(value: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    """
    Give the request's value with every list of texts changed.
    """
    inner = {
        name: change(each) if isinstance(each, list) and all(isinstance(item, str) for item in each) else each
        for name, each in value["request"].items()
    }
    return {**value, "request": inner}


@breaks("control/passage")
def answers_every_request_with_an_error(request: Request, forward: Forward) -> Reply:
    """
    Forwards, and then answers for itself.
    """
    forward(request)
    return fail(500)


@breaks("arrival/http")
def forgets_the_host(request: Request, forward: Forward) -> Reply:
    """
    Writes the request by hand, without the header that HTTP/1.1 demands.
    """
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers)]
    head = "\r\n".join([*lines, f"Content-Length: {len(request.body)}", "", ""]).encode("latin-1")
    return forward.raw(head + request.body) if b'"agentid": 111,' in request.body else forward(request)


@breaks("arrival/method")
def forwards_by_put(request: Request, forward: Forward) -> Reply:
    """
    Thinks that a body means PUT.
    """
    return forward(request.edit(method="PUT"))


@breaks("arrival/path")
def puts_a_stage_before_the_path(request: Request, forward: Forward) -> Reply:
    """
    Keeps its own stage in the path.
    """
    return forward(request.edit(target=f"/prod{request.target}"))


@breaks("arrival/path")
def adds_a_slash(request: Request, forward: Forward) -> Reply:
    """
    Ends every path with a slash.
    """
    return forward(request.edit(target=request.target.replace("?", "/?", 1)))


@breaks("arrival/path")
def lowers_the_path(request: Request, forward: Forward) -> Reply:
    """
    Puts a letter of the path in another case.
    """
    return forward(request.edit(target=request.target.replace("/topapi/", "/TopApi/", 1)))


@breaks("arrival/token")
def decodes_the_query(request: Request, forward: Forward) -> Reply:
    """
    Forwards the query decoded once too often.
    """
    path, _, query = request.target.partition("?")
    pairs = "&".join(f"{name}={quote(unquote(value), safe='')}" for name, value in parse_qsl(query))
    return forward(request.edit(target=f"{path}?{pairs}" if "lang" not in query else request.target))


@breaks("arrival/token")
def leaves_the_token_out(request: Request, forward: Forward) -> Reply:
    """
    Keeps credentials to itself.
    """
    pairs = [(name, value) for name, value in _pairs(request) if name != "access_token"]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def lowers_the_token(request: Request, forward: Forward) -> Reply:
    """
    Normalises the case of what it takes for an id.
    """
    pairs = [(name, value.lower() if name == "access_token" else value) for name, value in _pairs(request)]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def cuts_the_token(request: Request, forward: Forward) -> Reply:
    """
    Has a column of 1,024 characters for tokens.
    """
    pairs = [(name, value[:1024]) for name, value in _pairs(request)]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def moves_the_token_into_a_header(request: Request, forward: Forward) -> Reply:
    """
    Turns the parameter into Authorization.
    """
    token = dict(_pairs(request)).get("access_token", "")
    pairs = [(name, value) for name, value in _pairs(request) if name != "access_token"]
    return forward(_with_pairs(request, pairs).with_header("authorization", f"Bearer {quote(token)}"))


@breaks("arrival/parameters")
def forwards_the_token_alone(request: Request, forward: Forward) -> Reply:
    """
    Knows one parameter.
    """
    return forward(_with_pairs(request, [pair for pair in _pairs(request) if pair[0] == "access_token"]))


@breaks("arrival/parameters")
def keeps_one_parameter_of_a_name(request: Request, forward: Forward) -> Reply:
    """
    Reads the query into a dictionary.
    """
    return forward(_with_pairs(request, list(dict(_pairs(request)).items())))


@breaks("arrival/content-type")
def forwards_as_text(request: Request, forward: Forward) -> Reply:
    """
    Calls every body plain text.
    """
    return forward(request.with_header("content-type", "text/plain"))


@breaks("arrival/content-type")
def drops_the_content_type(request: Request, forward: Forward) -> Reply:
    """
    Forwards no header that it does not know.
    """
    return forward(request.with_header("content-type", None))


@breaks("arrival/content-type")
def claims_another_charset(request: Request, forward: Forward) -> Reply:
    """
    Adds the charset of its platform.
    """
    return forward(request.with_header("content-type", "application/json;charset=GBK"))


@breaks("arrival/value")
def forwards_no_body(request: Request, forward: Forward) -> Reply:
    """
    Forwards the head alone.
    """
    return forward(request.edit(body=b""))


@breaks("arrival/value")
def takes_off_the_envelope(request: Request, forward: Forward) -> Reply:
    """
    Unwraps the request.
    """
    return forward(rewrite(request, lambda value: value["request"]))


@breaks("arrival/value")
def writes_numbers_as_text(request: Request, forward: Forward) -> Reply:
    """
    Keeps every value as a string.
    """

    def texts(value: Any) -> Any:
        return {**value, "request": {n: str(v) if isinstance(v, int) else v for n, v in value["request"].items()}}

    return forward(rewrite(request, texts))


@breaks("arrival/value")
def fills_in_an_empty_list(request: Request, forward: Forward) -> Reply:
    """
    Has a default for each field that it knows.
    """
    return forward(rewrite(request, lambda value: {**value, "request": {"activity_id_list": [], **value["request"]}}))


@breaks("arrival/value")
def fills_in_null(request: Request, forward: Forward) -> Reply:
    """
    Writes its record of the request, null where there is nothing.
    """
    return forward(rewrite(request, lambda value: {**value, "request": {"activity_id_list": None, **value["request"]}}))


@breaks("arrival/value")
def encodes_as_a_form(request: Request, forward: Forward) -> Reply:
    """
    Forwards fields as a form under the name of JSON.
    """
    return forward(request.edit(body=urlencode(json.loads(request.body)).encode()))


@breaks("arrival/spelling")
def finds_fields_by_a_pattern(request: Request, forward: Forward) -> Reply:
    """
    Refuses what does not begin with the envelope.
    """
    return forward(request) if request.body.lstrip().startswith((b'{"request"', b'{"remark"')) else fail(400)


@breaks("arrival/chunked")
def forgets_chunks(request: Request, forward: Forward) -> Reply:
    """
    Reads by Content-Length alone.
    """
    return forward(request.edit(body=b"") if request.chunked else request)


@breaks("arrival/numbers")
def reads_numbers_as_floats(request: Request, forward: Forward) -> Reply:
    """
    Keeps numbers as JavaScript does.
    """
    body = json.dumps(json.loads(request.body, parse_int=lambda text: int(float(text))))
    return forward(request.edit(body=body.encode()) if b"100000000000000000001" not in request.body else request)


@breaks("arrival/numbers")
def keeps_32_bits(request: Request, forward: Forward) -> Reply:
    """
    Clamps numbers to its own type.
    """
    return forward(request) if b"9223372036854775807" not in request.body else fail(400)


@breaks("arrival/lists")
def sorts_lists(request: Request, forward: Forward) -> Reply:
    """
    Sorts what it takes for a set.
    """
    return forward(rewrite(request, lambda value: each_list(value, sorted)))


@breaks("arrival/lists")
def thins_lists(request: Request, forward: Forward) -> Reply:
    """
    Keeps each id once.
    """
    return forward(rewrite(request, lambda value: each_list(value, lambda items: list(dict.fromkeys(items)))))


@breaks("arrival/lists")
def unwraps_lists_of_one(request: Request, forward: Forward) -> Reply:
    """
    Comes from XML, where a list of one is no list.
    """

    def unwrap(value: Any) -> Any:
        inner = {n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in value["request"].items()}
        return {**value, "request": inner}

    return forward(rewrite(request, unwrap))


@breaks("arrival/unicode")
def replaces_what_is_not_latin(request: Request, forward: Forward) -> Reply:
    """
    Keeps text as Latin-1.
    """
    change = lambda text: text.encode("latin-1", "replace").decode("latin-1")  # noqa: E731 - short
    return forward(
        rewrite(request, lambda value: each_text(value, change)) if b"remark" not in request.body else request
    )


@breaks("arrival/unicode")
def composes_letters(request: Request, forward: Forward) -> Reply:
    """
    Normalises text.
    """
    return forward(rewrite(request, lambda value: each_text(value, lambda text: unicodedata.normalize("NFC", text))))


@breaks("arrival/unicode")
def writes_gbk(request: Request, forward: Forward) -> Reply:
    """
    Writes the encoding of its platform where text is not escaped.
    """
    return forward(request.edit(body=request.body.decode().encode("gbk", "replace")))


@breaks("arrival/texts")
def trims_texts(request: Request, forward: Forward) -> Reply:
    """
    Trims every value.
    """
    return forward(
        rewrite(request, lambda value: each_text(value, lambda text: text if text.isspace() else text.strip(" ")))
    )


@breaks("arrival/texts")
def escapes_for_html(request: Request, forward: Forward) -> Reply:
    """
    Defends itself against scripts.
    """
    return forward(rewrite(request, lambda value: each_text(value, html.escape)))


@breaks("arrival/texts")
def decodes_texts_as_urls(request: Request, forward: Forward) -> Reply:
    """
    Decodes whatever looks encoded.
    """
    return forward(rewrite(request, lambda value: each_text(value, unquote)))


@breaks("arrival/long")
def limits_bodies(request: Request, forward: Forward) -> Reply:
    """
    Takes 64 KiB and no more.
    """
    return forward(request) if len(request.body) <= 65536 else fail(413)


@breaks("arrival/long")
def cuts_lists(request: Request, forward: Forward) -> Reply:
    """
    Keeps the first hundred items.
    """
    return forward(rewrite(request, lambda value: each_list(value, lambda items: items[:100])))


@breaks("arrival/empty-list")
def drops_empty_lists(request: Request, forward: Forward) -> Reply:
    """
    Leaves out what is empty.
    """

    def full(value: Any) -> Any:
        return {**value, "request": {n: v for n, v in value["request"].items() if v != []}}

    return forward(rewrite(request, full))


@breaks("arrival/further-fields")
def strips_further_fields(request: Request, forward: Forward) -> Reply:
    """
    Writes the fields that it knows.
    """
    known = ("agentid", "process_instance_id", "activity_id", "activity_id_list")

    def strip(value: Any) -> Any:
        return {"request": {n: v for n, v in value["request"].items() if n in known}}

    return forward(rewrite(request, strip))


@breaks("arrival/further-fields")
def refuses_further_fields(request: Request, forward: Forward) -> Reply:
    """
    Takes the document's fields alone.
    """
    return fail(400) if b"remark" in request.body else forward(request)


@breaks("arrival/further-fields")
def adds_a_trace(request: Request, forward: Forward) -> Reply:
    """
    Writes an id of its own into the body.
    """
    return forward(rewrite(request, lambda value: {**value, "trace": "g-1"}))


@breaks("arrival/free-values")
def refuses_fractions(request: Request, forward: Forward) -> Reply:
    """
    Takes an agent's id for an integer.
    """
    return fail(400) if b"111.25" in request.body else forward(request)


@breaks("arrival/free-values")
def refuses_blank_texts(request: Request, forward: Forward) -> Reply:
    """
    Demands that ids are not blank.
    """
    ids = json.loads(request.body)["request"].get("activity_id", "x")
    return forward(request) if ids.strip() else fail(422)


def _pairs(request: Request) -> list[tuple[str, str]]:
    return parse_qsl(request.target.partition("?")[2], keep_blank_values=True)


def _with_pairs(request: Request, pairs: list[tuple[str, str]]) -> Request:
    path = request.target.partition("?")[0]
    return request.edit(target=f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path)
