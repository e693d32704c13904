"""Broken gateways that change a request's envelope on its way: method, path, query, media type."""

from urllib.parse import parse_qsl, quote, unquote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import breaks


@breaks("control/passage")
def answers_every_request_with_an_error(request: Request, forward: Forward) -> Reply:
    """Forwards, and then answers for itself."""
    forward(request)
    return fail(500)


@breaks("arrival/http")
def forgets_the_host(request: Request, forward: Forward) -> Reply:
    """Writes the request by hand, without the header that HTTP/1.1 demands."""
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers)]
    head = "\r\n".join([*lines, f"Content-Length: {len(request.body)}", "", ""]).encode("latin-1")
    return forward.raw(head + request.body) if b'"agentid": 111,' in request.body else forward(request)


@breaks("arrival/method")
def forwards_by_put(request: Request, forward: Forward) -> Reply:
    """Thinks that a body means PUT."""
    return forward(request.edit(method="PUT"))


@breaks("arrival/path")
def puts_a_stage_before_the_path(request: Request, forward: Forward) -> Reply:
    """Keeps its own stage in the path."""
    return forward(request.edit(target=f"/prod{request.target}"))


@breaks("arrival/path")
def adds_a_slash(request: Request, forward: Forward) -> Reply:
    """Ends every path with a slash."""
    return forward(request.edit(target=request.target.replace("?", "/?", 1)))


@breaks("arrival/path")
def lowers_the_path(request: Request, forward: Forward) -> Reply:
    """Puts a letter of the path in another case."""
    return forward(request.edit(target=request.target.replace("/topapi/", "/TopApi/", 1)))


@breaks("arrival/token")
def decodes_the_query(request: Request, forward: Forward) -> Reply:
    """Forwards the query decoded once too often."""
    path, _, query = request.target.partition("?")
    pairs = "&".join(f"{name}={quote(unquote(value), safe='')}" for name, value in parse_qsl(query))
    return forward(request.edit(target=f"{path}?{pairs}" if "lang" not in query else request.target))


@breaks("arrival/token")
def leaves_the_token_out(request: Request, forward: Forward) -> Reply:
    """Keeps credentials to itself."""
    pairs = [(name, value) for name, value in _pairs(request) if name != "access_token"]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def lowers_the_token(request: Request, forward: Forward) -> Reply:
    """Normalises the case of what it takes for an id."""
    pairs = [(name, value.lower() if name == "access_token" else value) for name, value in _pairs(request)]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def cuts_the_token(request: Request, forward: Forward) -> Reply:
    """Has a column of 1,024 characters for tokens."""
    pairs = [(name, value[:1024]) for name, value in _pairs(request)]
    return forward(_with_pairs(request, pairs))


@breaks("arrival/token")
def moves_the_token_into_a_header(request: Request, forward: Forward) -> Reply:
    """Turns the parameter into Authorization."""
    token = dict(_pairs(request)).get("access_token", "")
    pairs = [(name, value) for name, value in _pairs(request) if name != "access_token"]
    return forward(_with_pairs(request, pairs).with_header("authorization", f"Bearer {quote(token)}"))


@breaks("arrival/parameters")
def forwards_the_token_alone(request: Request, forward: Forward) -> Reply:
    """Knows one parameter."""
    return forward(_with_pairs(request, [pair for pair in _pairs(request) if pair[0] == "access_token"]))


@breaks("arrival/parameters")
def keeps_one_parameter_of_a_name(request: Request, forward: Forward) -> Reply:
    """Reads the query into a dictionary."""
    return forward(_with_pairs(request, list(dict(_pairs(request)).items())))


@breaks("arrival/content-type")
def forwards_as_text(request: Request, forward: Forward) -> Reply:
    """Calls every body plain text."""
    return forward(request.with_header("content-type", "text/plain"))


@breaks("arrival/content-type")
def drops_the_content_type(request: Request, forward: Forward) -> Reply:
    """Forwards no header that it does not know."""
    return forward(request.with_header("content-type", None))


@breaks("arrival/content-type")
def claims_another_charset(request: Request, forward: Forward) -> Reply:
    """Adds the charset of its platform."""
    return forward(request.with_header("content-type", "application/json;charset=GBK"))


def _pairs(request: Request) -> list[tuple[str, str]]:
    return parse_qsl(request.target.partition("?")[2], keep_blank_values=True)


def _with_pairs(request: Request, pairs: list[tuple[str, str]]) -> Request:
    path = request.target.partition("?")[0]
    return request.edit(target=f"{path}?{urlencode(pairs, quote_via=quote)}" if pairs else path)
