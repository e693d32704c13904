"""Broken servers that fail on one kind of value in a valid request."""

import re
from typing import Any

from tests.servers.mending import agentid_of, failing_where, groups_of, inner_of, texts_of
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

PAGE: dict[str, Any] = {"body": b"<h1>Blocked</h1>", "media_type": "text/html"}


def _has(request: Request, *parts: str) -> bool:
    return any(part in text for text in texts_of(request) for part in parts)


@breaks("valid-requests")
def crashes_on_agentid_zero(request: Request) -> Reply:
    """Answers 500 where agentid is 0."""
    return failing_where(request, is_hit=agentid_of(request) == 0)


@breaks("valid-requests")
def crashes_on_a_negative_agentid(request: Request) -> Reply:
    """Answers 500 where agentid is below 0."""
    return failing_where(request, is_hit=agentid_of(request) < 0)


@breaks("valid-requests")
def crashes_on_an_agentid_beyond_31_bits(request: Request) -> Reply:
    """Answers 500 where agentid does not fit a 32-bit integer."""
    return failing_where(request, is_hit=abs(agentid_of(request)) >= 2**31)


@breaks("valid-requests")
def crashes_on_an_agentid_beyond_32_bits(request: Request) -> Reply:
    """Answers 500 where agentid does not fit 32 bits without sign."""
    return failing_where(request, is_hit=abs(agentid_of(request)) >= 2**32)


@breaks("valid-requests")
def crashes_on_an_agentid_beyond_doubles(request: Request) -> Reply:
    """Answers 500 where a double cannot hold agentid."""
    return failing_where(request, is_hit=abs(agentid_of(request)) > 2**53)


@breaks("valid-requests")
def crashes_on_an_agentid_beyond_63_bits(request: Request) -> Reply:
    """Answers 500 where agentid does not fit its column."""
    return failing_where(request, is_hit=abs(agentid_of(request)) >= 2**63)


@breaks("valid-requests")
def crashes_on_a_fractional_agentid(request: Request) -> Reply:
    """Answers 500 where agentid has a fraction."""
    agentid = agentid_of(request)
    return failing_where(request, is_hit=isinstance(agentid, float) and agentid % 1 != 0)


@breaks("valid-requests")
def crashes_on_an_agentid_with_a_point(request: Request) -> Reply:
    """Answers 500 where agentid is written with a point or an exponent."""
    return failing_where(request, is_hit=isinstance(agentid_of(request), float))


@breaks("valid-requests")
def crashes_on_an_apostrophe(request: Request) -> Reply:
    """Answers 500 where a text ends its SQL."""
    return failing_where(request, is_hit=_has(request, "'"))


@breaks("valid-requests")
def echoes_quotes_unescaped(request: Request) -> Reply:
    """Answers with an instance that it has not escaped."""
    instance = str(inner_of(request).get("process_instance_id", ""))
    body = f'{{"errcode": 0, "errmsg": "{instance}"}}'.encode("utf-8", "replace")
    return failing_where(request, is_hit='"' in instance, body=body)


@breaks("valid-requests")
def echoes_backslashes_unescaped(request: Request) -> Reply:
    """Answers with a group whose backslash it has not escaped."""
    group = str(inner_of(request).get("activity_id", ""))
    return failing_where(request, is_hit="\\" in group, body=b'{"errcode": 0, "errmsg": "\\x"}')


@breaks("valid-requests")
def crashes_on_a_line_break(request: Request) -> Reply:
    """Puts a text into a header, and fails on its line break."""
    return failing_where(request, is_hit=_has(request, "\n", "\r"), raw=b"HTTP/1.1 200 OK\r\nX-Id: a\nb\n\n{")


@breaks("valid-requests")
def crashes_on_nul(request: Request) -> Reply:
    """Answers 500 where a text has a NUL, as PostgreSQL wants it."""
    return failing_where(request, is_hit=_has(request, "\0"))


@breaks("valid-requests")
def crashes_on_control_characters(request: Request) -> Reply:
    """Answers 500 where a text has what XML cannot have."""
    is_odd = any(re.search(r"[\x01-\x08\x0b\x0c\x0e-\x1f]", text) for text in texts_of(request))
    return failing_where(request, is_hit=is_odd)


@breaks("valid-requests")
def crashes_on_emoji(request: Request) -> Reply:
    """Answers 500 where a text goes beyond three octets a character."""
    return failing_where(request, is_hit=any(ord(each) > 0xFFFF for text in texts_of(request) for each in text))


@breaks("valid-requests")
def crashes_on_emoji_among_the_items(request: Request) -> Reply:
    """Answers 500 where an item goes beyond three octets a character."""
    return failing_where(request, is_hit=any(ord(each) > 0xFFFF for item in groups_of(request) for each in str(item)))


@breaks("odd-requests")
def crashes_on_a_lone_surrogate(request: Request) -> Reply:
    """Answers 500 where a text cannot be encoded."""
    return failing_where(
        request, is_hit=any(0xD800 <= ord(each) < 0xE000 for text in texts_of(request) for each in text)
    )


@breaks("valid-requests")
def crashes_on_chinese_groups(request: Request) -> Reply:
    """Answers 500 where a group has Chinese characters."""
    return failing_where(request, is_hit=re.search(r"[一-鿿]", str(inner_of(request).get("activity_id"))) is not None)


@breaks("valid-requests")
def crashes_on_writing_from_the_right(request: Request) -> Reply:
    """Answers 500 where a text has Arabic or Hebrew letters."""
    return failing_where(request, is_hit=any(re.search(r"[\u0590-\u06ff\u202e]", text) for text in texts_of(request)))


@breaks("valid-requests")
def crashes_on_accents(request: Request) -> Reply:
    """Answers 500 where a text has a letter of Latin-1 beyond ASCII."""
    return failing_where(request, is_hit=any("\x80" <= each <= "\xff" for text in texts_of(request) for each in text))


@breaks("valid-requests")
def crashes_on_a_percent_sign(request: Request) -> Reply:
    """Answers 500 where a text is taken for a format."""
    return failing_where(request, is_hit=_has(request, "%"))


@breaks("valid-requests")
def crashes_on_braces(request: Request) -> Reply:
    """Answers 500 where a text is taken for a template."""
    return failing_where(request, is_hit=_has(request, "{", "}"))


@breaks("valid-requests")
def blocks_scripts(request: Request) -> Reply:
    """Answers with a page where a text looks like markup."""
    return failing_where(request, is_hit=_has(request, "<"), **PAGE)


@breaks("valid-requests")
def blocks_paths(request: Request) -> Reply:
    """Answers with a page where a text looks like a path."""
    return failing_where(request, is_hit=_has(request, "../"), **PAGE)


@breaks("valid-requests")
def crashes_on_a_slash(request: Request) -> Reply:
    """Answers 500 where a text is taken for part of an address."""
    return failing_where(request, is_hit=_has(request, "/"))


@breaks("valid-requests")
def crashes_on_blank_ids(request: Request) -> Reply:
    """Answers 500 where a text is blank."""
    return failing_where(request, is_hit="" in texts_of(request))


@breaks("valid-requests")
def crashes_on_ids_of_spaces(request: Request) -> Reply:
    """Answers 500 where nothing is left of a text after trimming."""
    return failing_where(request, is_hit=any(text and not text.strip() for text in texts_of(request)))


@breaks("valid-requests")
def crashes_on_spaces_around_ids(request: Request) -> Reply:
    """Answers 500 where a text has spaces at its ends."""
    return failing_where(request, is_hit=any(text.strip() and text != text.strip() for text in texts_of(request)))
