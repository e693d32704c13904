"""Broken servers that fail on one kind of value in a valid request, on one size, or on something unknown."""

import re
from collections.abc import Callable
from typing import Any

from tests.servers.conforming import REQUIRED
from tests.servers.mending import LIST, agentid_of, groups_of, inner_of, is_valid, texts_of, value_of
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import failing, remaking, saying
from tests.servers.trials import break_each

FIELDS = {*REQUIRED, LIST}
PAGE: dict[str, Any] = {"body": b"<h1>Blocked</h1>", "media_type": "text/html"}


def _on_agentid(is_hit: Callable[[float], bool], **changes: Any) -> Behaviour:
    return failing(lambda request: is_hit(agentid_of(request)), **changes)


def _on_group(is_hit: Callable[[str], bool], **changes: Any) -> Behaviour:
    return failing(lambda request: is_hit(inner_of(request)["activity_id"]), **changes)


def _instance_of(request: Request) -> str:
    return str(inner_of(request)["process_instance_id"])


def _echo(request: Request, reply: Reply) -> Reply:
    return reply.edit(body=f'{{"errcode": 0, "errmsg": "{_instance_of(request)}"}}'.encode("utf-8", "replace"))


def _on_list(is_hit: Callable[[list[str]], bool]) -> Behaviour:
    return failing(lambda request: is_hit(groups_of(request)))


def _on_text(is_hit: Callable[[str], bool], **changes: Any) -> Behaviour:
    return failing(lambda request: any(is_hit(text) for text in texts_of(request)), **changes)


def _on_pattern(pattern: str, **changes: Any) -> Behaviour:
    return _on_text(lambda text: re.search(pattern, text) is not None, **changes)


break_each(
    "valid-requests",
    crashes_on_ids_of_65_characters=_on_text(lambda text: len(text) > 64),
    crashes_on_ids_of_256_characters=_on_text(lambda text: len(text) > 255),
    crashes_on_items_of_256_characters=_on_list(lambda groups: any(len(item) > 255 for item in groups)),
    crashes_on_ids_of_1001_characters=_on_text(lambda text: len(text) > 1000),
    crashes_on_ids_of_5000_characters=_on_text(lambda text: len(text) >= 5000, delay=4.0, close=True),
    crashes_on_blank_ids=_on_text(lambda text: text == ""),
    crashes_on_ids_of_spaces=_on_text(lambda text: text != "" and not text.strip()),
    crashes_on_spaces_around_ids=_on_text(lambda text: text.strip() not in {"", text}),
    crashes_on_an_empty_list=failing(lambda request: inner_of(request).get(LIST) == []),
    crashes_on_repeats=_on_list(lambda groups: len(set(groups)) < len(groups)),
    crashes_on_lists_of_101_items=_on_list(lambda groups: len(groups) > 100),
    crashes_on_lists_of_1000_items=_on_list(lambda groups: len(groups) >= 1000),
    crashes_on_lists_without_the_group=failing(
        lambda request: groups_of(request) != [] and inner_of(request)["activity_id"] not in groups_of(request)
    ),
    crashes_on_lists_of_one=_on_list(lambda groups: len(groups) == 1),
    crashes_on_an_unknown_instance=failing(lambda request: _instance_of(request) != "proc-zzz"),
    answers_an_unknown_group_with_text=saying(
        lambda request, _: is_valid(request) and inner_of(request)["activity_id"] not in {"1111", "2222"},
        errcode="820004",
    ),
    redirects_an_unknown_agent=_on_agentid(
        lambda agentid: agentid != 111, status=302, headers=(("Location", "/login"),)
    ),
    converts_groups_to_numbers=_on_group(lambda group: not group.isdigit()),
    crashes_on_further_fields=failing(lambda request: set(inner_of(request)) - FIELDS != set()),
    crashes_on_fields_beside_the_envelope=failing(lambda request: len(value_of(request)) > 1),
    closes_on_long_bodies=failing(lambda request: len(request.body) > 65536, raw=b""),
    crashes_on_agentid_zero=_on_agentid(lambda agentid: agentid == 0),
    crashes_on_a_negative_agentid=_on_agentid(lambda agentid: agentid < 0),
    crashes_on_an_agentid_beyond_31_bits=_on_agentid(lambda agentid: abs(agentid) >= 2**31),
    crashes_on_an_agentid_beyond_32_bits=_on_agentid(lambda agentid: abs(agentid) >= 2**32),
    crashes_on_an_agentid_beyond_doubles=_on_agentid(lambda agentid: abs(agentid) > 2**53),
    crashes_on_an_agentid_beyond_63_bits=_on_agentid(lambda agentid: abs(agentid) >= 2**63),
    crashes_on_a_fractional_agentid=_on_agentid(lambda agentid: isinstance(agentid, float) and agentid % 1 != 0),
    crashes_on_an_agentid_with_a_point=_on_agentid(lambda agentid: isinstance(agentid, float)),
    crashes_on_an_apostrophe=_on_pattern("'"),  # as where a text ends its SQL
    echoes_quotes_unescaped=remaking(lambda request, _: is_valid(request) and '"' in _instance_of(request), _echo),
    echoes_backslashes_unescaped=_on_group(lambda group: "\\" in group, body=b'{"errcode": 0, "errmsg": "\\x"}'),
    # As where a text stands in a header.
    crashes_on_a_line_break=_on_pattern(r"[\n\r]", raw=b"HTTP/1.1 200 OK\r\nX-Id: a\nb\n\n{"),
    crashes_on_nul=_on_pattern("\0"),  # as PostgreSQL wants it
    crashes_on_control_characters=_on_pattern(r"[\x01-\x08\x0b\x0c\x0e-\x1f]"),  # which XML cannot have
    crashes_on_emoji=_on_pattern(r"[\U00010000-\U0010ffff]"),  # beyond three octets a character
    crashes_on_emoji_among_the_items=_on_list(lambda groups: max("".join(groups), default="") > "\uffff"),
    crashes_on_chinese_groups=_on_group(lambda group: re.search(r"[一-鿿]", group) is not None),
    crashes_on_writing_from_the_right=_on_pattern(r"[\u0590-\u06ff\u202e]"),
    crashes_on_accents=_on_pattern(r"[\x80-\xff]"),
    crashes_on_a_percent_sign=_on_pattern("%"),  # as where a text is taken for a format
    crashes_on_braces=_on_pattern(r"[{}]"),  # as where a text is taken for a template
    blocks_scripts=_on_pattern("<", **PAGE),
    blocks_paths=_on_pattern(r"\.\./", **PAGE),
    crashes_on_a_slash=_on_pattern("/"),  # as where a text is part of an address
)
break_each(
    "odd-requests",
    crashes_on_further_parameters=failing(lambda request: len(request.query) > 1),
    crashes_on_a_lone_surrogate=_on_pattern("[\ud800-\udfff]"),
)
