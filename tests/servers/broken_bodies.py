"""Broken servers that take bodies which are not JSON, each with a parser that is lax in one way."""

import ast
import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from tests.servers.conforming import accept, conforming, find_body_fault
from tests.servers.mending import GOOD, is_valid, reading, with_body
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import break_each, conform_each, conforms


def _parsing(parse: Callable[[str], Any]) -> Behaviour:
    """Make a server that reads bodies that are not JSON by a lax parser."""

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if reply.value["errmsg"] != "错误: json":
            return reply
        try:
            value = parse(request.body.decode())
        except (ValueError, SyntaxError, RecursionError, MemoryError, yaml.YAMLError):
            return reply
        return accept(request) if find_body_fault(request.path, value) is None else reply

    return behaviour


def _replacing(pattern: str, by: str) -> Behaviour:
    """Make a server that makes JSON of what is none by one replacement."""
    return _parsing(lambda text: json.loads(re.sub(pattern, by, text)))


def _complete(text: str) -> Any:
    for end in ("}", "}}", '"}}', "]}}", '"]}}'):
        try:
            return json.loads(text + end)
        except ValueError:
            continue
    raise ValueError(text)


def _cut(text: str) -> Any:
    value, end = json.JSONDecoder().raw_decode(text)
    if text[end:].strip("}] \n"):
        raise ValueError(text)
    return value


def _failing_beyond(depth: int, **changes: Any) -> Behaviour:
    """Make a server that fails on JSON that is nested deeper; our own parser gives up at some thousand levels too."""
    failure = Reply(value={"errcode": -2}, status=500).edit(**changes)
    return lambda request: failure if b"[" * (depth + 1) in request.body else conforming(request)


def _takes_for_good(is_hit: Callable[[bytes], bool]) -> Behaviour:
    return reading(lambda request: with_body(request, GOOD) if is_hit(request.body) else request)


break_each(
    "body/strict-json",
    takes_single_quotes=_parsing(ast.literal_eval),
    takes_trailing_commas=_replacing(r",\s*([}\]])", r"\1"),
    takes_comments=_replacing(r"/\*.*?\*/", ""),
    takes_comments_to_the_end_of_a_line=_replacing(r"//[^\n\"]*(\n|$)", r"\1"),
    takes_names_without_quotes=_replacing(r"([{,]\s*)([A-Za-z_]\w*)\s*:", r'\1"\2":'),
    takes_control_characters=_parsing(lambda text: json.loads(text, strict=False)),
    takes_numbers_with_leading_zeros=_replacing(r"(:\s*)0+(\d)", r"\1\2"),
    takes_numbers_with_a_plus=_replacing(r"(:\s*)\+(\d)", r"\1\2"),
    takes_hexadecimal_numbers=_replacing(r"(:\s*)0[xX][0-9a-fA-F]+", r"\g<1>1"),
    takes_the_first_line=_parsing(lambda text: json.loads(text.split("\n")[0])),
    takes_what_follows_a_nul=_parsing(lambda text: json.loads(text.split("\0")[0])),  # as C does
    takes_a_bracket_too_many=_parsing(_cut),
    takes_escapes_that_are_none=_replacing(r"\\(?![\"\\/bfnrtu])", ""),
    reads_yaml=_parsing(yaml.safe_load),
    takes_spaces_that_are_none=_parsing(lambda text: json.loads(text.strip())),
    takes_equals_for_colons=_replacing(r'"\s*=>?\s*', '": '),
    takes_two_commas=_replacing(r",(\s*,)+", ","),
    takes_a_call=_replacing(r"^\w+\((.*)\);?$", r"\1"),
    takes_words_of_python=_replacing(r"\bNone\b", "null"),
    takes_numbers_without_their_ends=_replacing(r"(\d)\.(?!\d)", r"\1.0"),
)
break_each(
    "body/json",
    takes_a_body_cut_short=_parsing(_complete),
    takes_text_before_the_body=_parsing(lambda text: json.loads(text[text.index("{") :])),
    takes_a_body_of_spaces=_takes_for_good(lambda body: body != b"" and not body.strip()),
    takes_missing_commas=_replacing(r'([0-9"\]}])(\s*)(")(?=\w+"\s*:)', r"\1,\2\3"),
)
break_each("spelling/refusals", does_not_parse_long_bodies=_takes_for_good(lambda body: len(body) > 16384))
break_each(
    "deep-nesting",
    gives_up_at_two_thousand_levels=_failing_beyond(2000),
    overflows_its_stack=_failing_beyond(50_000, raw=b""),
)
conform_each(
    takes_nan=_parsing(json.loads),  # as Python does
    takes_invalid_utf8=reading(lambda request: request.edit(body=request.body.decode("utf-8", "replace").encode())),
)


@conforms()
def takes_utf_16(request: Request) -> Reply:
    """Guesses the encoding of the body, as json.loads does."""
    if is_valid(request) or b"\0" not in request.body:
        return conforming(request)
    try:
        return conforming(with_body(request, json.loads(request.body)))
    except ValueError:
        return conforming(request)
