"""Samples that break careless code of any kind of target: texts, a token, and spellings of JSON."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dingtalk_contract.conformance import Spell
from dingtalk_contract.contract import phrase

RESERVED = "tok +/=&?#%41;:@$,!'()*[]\"<>\\^`{|}~-._end"
"""A token full of characters that a query gives another meaning to."""
TEXTS: dict[str, str] = {
    "unicode": "待办组-ñ-e\u0301-ﬀ-😀-\u200d",
    "quotes": 'a","b\\c\'d/e<f>&amp;$HOME`g`%s{0}\\n\\u0041',
    "spaces": "  two  words  ",
    "long": "0123456789abcdef" * 32,
}
STRANGE_TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - nobody's
LONG = 70_000
"""More than any buffer that is sized for usual bodies: 64 KiB and some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to send a body."""

    words: str
    spell: Spell
    """Gives the draft with this JSON value as its body."""


def _as_text(write: Callable[[Any], str]) -> Spell:
    return lambda draft, value: replace(draft, body=write(value).encode())


def _escaped(value: Any) -> str:
    if isinstance(value, str):
        return '"' + "".join(f"\\u{ord(char):04x}" for char in value) + '"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{_escaped(name)}:{_escaped(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_escaped, value)) + "]"
    return json.dumps(value)


def _capital(text: str) -> str:
    return re.sub(r"\\u[0-9a-f]{4}", lambda escape: "\\u" + escape.group()[2:].upper(), text)


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _reversed(inner) for name, inner in reversed(value.items())}
    return value


def _spaced(value: Any) -> str:
    return " \r\n" + json.dumps(value, indent="\t", separators=(" ,", " : ")).replace("\n", "\r\n") + "\r\n\t "


BODY_SPELLINGS = (
    Spelling(words="without any white space", spell=_as_text(lambda value: json.dumps(value, separators=(",", ":")))),
    Spelling(words="with tabs and line breaks", spell=_as_text(_spaced)),
    Spelling(words="with its members in another order", spell=_as_text(lambda value: json.dumps(_reversed(value)))),
    Spelling(words="with every character escaped", spell=_as_text(_escaped)),
    Spelling(words="with every character escaped in capitals", spell=_as_text(lambda value: _capital(_escaped(value)))),
)
"""What JSON itself allows: the value is the same."""
LONG_BODY = Spelling(
    words=phrase("with {0} blanks before its end", LONG),
    spell=_as_text(lambda value: json.dumps(value)[:-1] + " " * LONG + "}"),
)
CHUNKED = Spelling(
    words="in chunks",
    # A server that knows no chunks leaves them unread: no other request follows on that connection.
    spell=lambda draft, value: replace(
        draft, body=json.dumps(value).encode(), chunked=True, headers=(*draft.headers, ("Connection", "close"))
    ),
)
WITH_CHARSET = Spelling(
    words="with a charset",
    spell=lambda draft, value: replace(
        draft, body=json.dumps(value).encode(), media_type=f"{draft.media_type};charset=UTF-8"
    ),
)
EXTENDED = Spelling(
    words="with a further field of Chinese text",
    spell=_as_text(lambda value: json.dumps({**value, "remark": "取消待办"}, ensure_ascii=False)),
)
