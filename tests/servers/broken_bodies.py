"""Broken servers that take bodies which are not JSON, each with a parser that is lax in one way."""

import ast
import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from tests.servers.conforming import accept, conforming, find_body_fault
from tests.servers.mending import is_accepted, is_valid, with_body
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks, conforms

VALID = b'{"request": {"agentid": 1, "process_instance_id": "a", "activity_id": "b"}}'


def _reparsed(request: Request, parse: Callable[[str], Any]) -> Reply:
    """Answer what a lax parser makes of a body that is not JSON."""
    reply = conforming(request)
    if reply.value["errmsg"] != "错误: json":
        return reply
    try:
        value = parse(request.body.decode())
    except (ValueError, SyntaxError, RecursionError, MemoryError, yaml.YAMLError):
        return reply
    is_good = find_body_fault(value) is None
    return accept(request) if is_good else reply


def _replaced(request: Request, pattern: str, by: str) -> Reply:
    return _reparsed(request, lambda text: json.loads(re.sub(pattern, by, text)))


@breaks("body/strict-json")
def takes_single_quotes(request: Request) -> Reply:
    """Reads the body as a literal of Python."""
    return _reparsed(request, ast.literal_eval)


@breaks("body/strict-json")
def takes_trailing_commas(request: Request) -> Reply:
    """Takes a comma before a closing bracket."""
    return _replaced(request, r",\s*([}\]])", r"\1")


@breaks("body/strict-json")
def takes_comments(request: Request) -> Reply:
    """Takes comments between stars."""
    return _replaced(request, r"/\*.*?\*/", "")


@breaks("body/strict-json")
def takes_comments_to_the_end_of_a_line(request: Request) -> Reply:
    """Takes comments after two strokes."""
    return _replaced(request, r"//[^\n\"]*(\n|$)", r"\1")


@breaks("body/strict-json")
def takes_names_without_quotes(request: Request) -> Reply:
    """Takes names without quotes."""
    return _replaced(request, r"([{,]\s*)([A-Za-z_]\w*)\s*:", r'\1"\2":')


@conforms()
def takes_nan(request: Request) -> Reply:
    """Takes NaN and Infinity for numbers, as Python does."""
    return _reparsed(request, json.loads)


@conforms()
def takes_invalid_utf8(request: Request) -> Reply:
    """Replaces what is not UTF-8 before it parses."""
    return conforming(request.edit(body=request.body.decode("utf-8", "replace").encode()))


@breaks("body/strict-json")
def takes_control_characters(request: Request) -> Reply:
    """Takes a raw line break within a string."""
    return _reparsed(request, lambda text: json.loads(text, strict=False))


@breaks("body/strict-json")
def takes_numbers_with_leading_zeros(request: Request) -> Reply:
    """Takes 0111 for a number."""
    return _replaced(request, r"(:\s*)0+(\d)", r"\1\2")


@breaks("body/strict-json")
def takes_numbers_with_a_plus(request: Request) -> Reply:
    """Takes +111 for a number."""
    return _replaced(request, r"(:\s*)\+(\d)", r"\1\2")


@breaks("body/strict-json")
def takes_hexadecimal_numbers(request: Request) -> Reply:
    """Takes 0x6f for a number."""
    return _replaced(request, r"(:\s*)0[xX][0-9a-fA-F]+", r"\g<1>1")


@breaks("body/json")
def takes_a_body_cut_short(request: Request) -> Reply:
    """Adds the closing brackets that are missing."""

    def complete(text: str) -> Any:
        for end in ("}", "}}", '"}}', "]}}", '"]}}'):
            try:
                return json.loads(text + end)
            except ValueError:
                continue
        raise ValueError(text)

    return _reparsed(request, complete)


@breaks("body/json")
def takes_text_before_the_body(request: Request) -> Reply:
    """Begins to read at the first brace."""
    return _reparsed(request, lambda text: json.loads(text[text.index("{") :]))


@breaks("body/strict-json")
def takes_the_first_line(request: Request) -> Reply:
    """Reads the first line as a body, and leaves the others."""
    return _reparsed(request, lambda text: json.loads(text.split("\n")[0]))


@breaks("body/strict-json")
def takes_what_follows_a_nul(request: Request) -> Reply:
    """Reads the body up to a NUL, as C does."""
    return _reparsed(request, lambda text: json.loads(text.split("\0")[0]))


@breaks("body/strict-json")
def takes_a_bracket_too_many(request: Request) -> Reply:
    """Takes closing brackets after the body."""
    return _reparsed(request, _cut)


def _cut(text: str) -> Any:
    value, end = json.JSONDecoder().raw_decode(text)
    if text[end:].strip("}] \n"):
        raise ValueError(text)
    return value


@breaks("body/strict-json")
def takes_escapes_that_are_none(request: Request) -> Reply:
    r"""Takes \x41 and \q in strings."""
    return _replaced(request, r"\\(?![\"\\/bfnrtu])", "")


@breaks("body/strict-json")
def reads_yaml(request: Request) -> Reply:
    """Reads the body as YAML, of which it takes JSON for a part."""
    return _reparsed(request, yaml.safe_load)


@breaks("body/strict-json")
def takes_spaces_that_are_none(request: Request) -> Reply:
    """Takes white space around the body that JSON does not know."""
    return _reparsed(request, lambda text: json.loads(text.strip()))


@breaks("body/json")
def takes_a_body_of_spaces(request: Request) -> Reply:
    """Takes a body of white space for a ping."""
    is_blank = request.body != b"" and not request.body.strip()
    return conforming(request.edit(body=VALID) if is_blank else request)


@breaks("spelling/refusals")
def does_not_parse_long_bodies(request: Request) -> Reply:
    """Takes whatever comes in bodies beyond 16 KiB."""
    return conforming(request.edit(body=VALID) if len(request.body) > 16384 else request)


@breaks("body/json")
def takes_missing_commas(request: Request) -> Reply:
    """Takes members without a comma between them."""
    return _replaced(request, r'([0-9"\]}])(\s*)(")(?=\w+"\s*:)', r"\1,\2\3")


@breaks("body/strict-json")
def takes_equals_for_colons(request: Request) -> Reply:
    """Takes = and => between a name and its value."""
    return _replaced(request, r'"\s*=>?\s*', '": ')


@conforms()
def takes_utf_16(request: Request) -> Reply:
    """Guesses the encoding of the body, as json.loads does."""
    reply = conforming(request)
    if is_accepted(reply) or is_valid(request):
        return reply
    try:
        value = json.loads(request.body)
    except ValueError:
        return reply
    is_wide = b"\0" in request.body
    return conforming(with_body(request, value)) if is_wide else reply


@breaks("body/strict-json")
def takes_two_commas(request: Request) -> Reply:
    """Takes several commas for one."""
    return _replaced(request, r",(\s*,)+", ",")


@breaks("body/strict-json")
def takes_a_call(request: Request) -> Reply:
    """Reads what stands between the brackets of a call, as scripts once came."""
    return _replaced(request, r"^\w+\((.*)\);?$", r"\1")


@breaks("body/strict-json")
def takes_words_of_python(request: Request) -> Reply:
    """Takes None, True and False."""
    return _replaced(request, r"\bNone\b", "null")


@breaks("body/strict-json")
def takes_numbers_without_their_ends(request: Request) -> Reply:
    """Takes 1. and .5 for numbers."""
    return _replaced(request, r"(\d)\.(?!\d)", r"\1.0")
