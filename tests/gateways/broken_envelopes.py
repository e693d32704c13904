"""Broken gateways that change a request's envelope on its way: framing, method, path, query, media type."""

from urllib.parse import parse_qsl, quote, unquote, urlencode

from dingtalk_contract.exchange import Reply
from tests.gateways.changing import answering, editing_query, pairs_of, refusing, sending, with_pairs
from tests.gateways.forwarding import Forward, Request, fail
from tests.gateways.trials import break_each, breaks, conform_each
from tests.gateways.wires import send_by_hand

RAW = frozenset('[]{}|^`"')
"""Characters that browsers leave as they are, and no URI may hold."""
OF_EXAMPLES = (b'"agentid": 111,', b'"count": 20,')


def decode_the_query(request: Request) -> Request:
    """Return a request whose query was decoded once too often."""
    path, _, query = request.target.partition("?")
    pairs = "&".join(f"{name}={quote(unquote(value), safe='')}" for name, value in parse_qsl(query))
    return request.edit(target=f"{path}?{pairs}" if "lang" not in query else request.target)


def is_token(name: str) -> bool:
    """Return whether a parameter carries a token, by its name."""
    return name.endswith("access_token")


def move_the_token(request: Request) -> Request:
    """Return a request with its token in a header."""
    token = next((value for name, value in pairs_of(request) if is_token(name)), "")
    pairs = [pair for pair in pairs_of(request) if not is_token(pair[0])]
    return with_pairs(request, pairs).with_header("authorization", f"Bearer {quote(token)}")


def encode_the_path(request: Request) -> Request:
    """Return a request with the slashes of its path encoded."""
    path, _, query = request.target.partition("?")
    return request.edit(target=f"/{quote(path[1:], safe='')}?{query}")


def drop_blank_parameters(request: Request) -> Request:
    """Return a request whose query was read as a careless library does."""
    path, _, query = request.target.partition("?")
    return request.edit(target=f"{path}?{urlencode(parse_qsl(query))}")


def encoded(request: Request, spoil: str = "") -> Request:
    """Return a request whose query has its raw characters encoded, and others as told."""
    path, _, query = request.target.partition("?")
    table = {ord(char): f"%{ord(char):02X}" for char in RAW | set(spoil)}
    return request.edit(target=f"{path}?{query.translate(table)}") if RAW & set(query) else request


break_each(
    {
        # Forwards, and then answers for itself.
        "control/passage": {"answers_every_request_with_an_error": answering(lambda _: fail(500))},
        "arrival/http": {
            "says_length_and_chunks": lambda request, forward: send_by_hand(request, forward, framing="both")
        },
        "arrival/chunked": {
            "forgets_chunks": sending(lambda request: request.edit(body=b"") if request.chunked else request),
            "keeps_chunks_and_adds_a_length": lambda request, forward: send_by_hand(
                request, forward, framing="both" if request.chunked else "length"
            ),
        },
        "arrival/method": {"forwards_by_put": sending(lambda request: request.edit(method="PUT"))},
        "arrival/path": {
            "puts_a_stage_before_the_path": sending(lambda request: request.edit(target=f"/prod{request.target}")),
            "adds_a_slash": sending(lambda request: request.edit(target=request.target.replace("?", "/?", 1))),
            "lowers_the_path": sending(
                lambda request: request.edit(target=request.target.replace("/topapi/", "/TopApi/", 1))
            ),
            "encodes_the_path_as_one_segment": sending(encode_the_path),
        },
        "arrival/token": {
            "decodes_the_query": sending(decode_the_query),
            "leaves_the_token_out": editing_query(lambda pairs: [pair for pair in pairs if not is_token(pair[0])]),
            "lowers_the_token": editing_query(
                lambda pairs: [(name, value.lower() if is_token(name) else value) for name, value in pairs]
            ),
            # Has a column of 1,024 characters for tokens.
            "cuts_the_token": editing_query(lambda pairs: [(name, value[:1024]) for name, value in pairs]),
            "moves_the_token_into_a_header": sending(move_the_token),
            # Decodes a character that ends the query.
            "leaves_hashes_bare": lambda request, forward: send_by_hand(
                request.edit(target=request.target.replace("%23", "#")), forward
            ),
            "adds_a_token_of_its_own": sending(
                lambda request: request.edit(
                    target="&".join([request.target, *(f"{name}=own" for name, _ in pairs_of(request)[:1])])
                )
            ),
        },
        "arrival/query": {
            "cuts_values": editing_query(lambda pairs: [(name, value[:64]) for name, value in pairs]),
            "lowers_values": editing_query(
                lambda pairs: [(name, value.replace("UPPER", "upper")) for name, value in pairs]
            ),
            "adds_its_name": sending(lambda request: request.edit(target=f"{request.target}&via=gateway")),
        },
        "arrival/parameters": {
            "forwards_the_token_alone": editing_query(lambda pairs: [pair for pair in pairs if is_token(pair[0])]),
            # Reads the query into a dictionary.
            "keeps_one_parameter_of_a_name": editing_query(lambda pairs: list(dict(pairs).items())),
            "drops_parameters_without_a_value": sending(drop_blank_parameters),
        },
        "arrival/raw-query": {
            # Encodes the whole query where it finds a character that is not, the percent signs too.
            "encodes_what_is_encoded_already": sending(lambda request: encoded(request, "%")),
            "cuts_the_query_at_a_raw_character": sending(
                lambda request: request.edit(target=request.target.partition("[")[0])
            ),
        },
        "arrival/content-type": {
            "forwards_as_text": sending(lambda request: request.with_header("content-type", "text/plain")),
            "drops_the_content_type": sending(lambda request: request.with_header("content-type", None)),
            "claims_another_charset": sending(
                lambda request: request.with_header("content-type", "application/json;charset=GBK")
            ),
            "gives_two_media_types": lambda request, forward: send_by_hand(
                request, forward, more=("Content-Type: text/plain",)
            ),
            # Refuses a charset.
            "knows_one_way_to_write_the_media_type": refusing(
                415, lambda request: ("content-type", "application/json") not in request.headers
            ),
        },
    }
)
conform_each(
    {
        "encodes_raw_characters_alone": sending(encoded),
        # RFC 3986 does not allow them.
        "refuses_raw_characters": refusing(400, lambda request: bool(RAW & set(request.target))),
    }
)


@breaks("arrival/http")
def forgets_the_host(request: Request, forward: Forward) -> Reply:
    """Writes the request by hand, without the header that HTTP/1.1 demands."""
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers)]
    head = "\r\n".join([*lines, f"Content-Length: {len(request.body)}", "", ""]).encode("latin-1")
    is_example = any(each in request.body for each in OF_EXAMPLES)
    return forward.raw(head + request.body) if is_example else forward(request)
