"""The spellings: ways to send the same request, in other bytes."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from contract_tests.cases import STRANGE_TOKEN, Case, forbidden_pair
from dingtalk_contract.conformance import Judge
from dingtalk_contract.contract import absence, apply_edit, replacement
from dingtalk_contract.exchange import Draft, Token, encode_query

LONG = 70_000
"""More than any buffer that is sized for usual bodies: 64 KiB and some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to send a body."""

    words: str
    spell: Callable[[Draft, Any], Draft]
    """Gives the draft with this JSON value as its body."""


def _as_text(write: Callable[[Any], str]) -> Callable[[Draft, Any], Draft]:
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
    words=f"with {LONG} blanks before its end", spell=_as_text(lambda value: json.dumps(value)[:-1] + " " * LONG + "}")
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
REFUSAL_SPELLINGS = (*BODY_SPELLINGS, LONG_BODY, CHUNKED, WITH_CHARSET, EXTENDED)


def in_other_json(judge: Judge) -> Iterator[Case]:
    """Return the control in other spellings of the same JSON value."""
    for spelling in BODY_SPELLINGS:
        yield f"the body {spelling.words}", spelling.spell(judge.make.draft(judge.body), judge.body)


def with_encoded_token(judge: Judge) -> Iterator[Case]:
    """Return the control with its token percent-encoded where that is not needed."""
    draft, name, token = judge.make.draft(judge.body), judge.make.token_name, judge.make.token
    name = encode_query(name)
    every = "".join(f"%{byte:02X}" for byte in token.value.encode())
    shell = f"$(printf %s {token.shown} | xxd -p -u | sed 's/../%&/g')"
    plain = encode_query(token.value)
    odd_name = f"%{ord(name[0]):02x}{name[1:].replace('_', '%5f')}"
    for words, query, shown in (
        ("every character of the token percent-encoded", f"{name}={every}", f"{name}={shell}"),
        ("the parameter's name percent-encoded", f"{odd_name}={plain}", f"{odd_name}={token.shown}"),
    ):
        yield words, replace(draft, query=(), raw_query=Token(value=query, shown=shown))


def in_other_content_types(judge: Judge) -> Iterator[Case]:
    """Return the control under the documented media type, written in other ways."""
    draft = judge.make.draft(judge.body)
    plain = str(draft.media_type)
    for media_type in (f"{plain};charset=UTF-8", f"{plain}; charset=utf-8", plain.title(), plain.upper()):
        yield f"Content-Type {media_type}", replace(draft, media_type=media_type)


def with_headers_of_the_sdk(judge: Judge) -> Iterator[Case]:
    """Return the control with the headers that the official SDK sends, and with one that nobody knows."""
    draft = judge.make.draft(judge.body)
    for name, value in (
        ("Accept", "text/xml,text/javascript"),
        ("Accept-Language", "zh-CN"),
        ("User-Agent", "top-sdk-java"),
        ("X-Request-Source", "somebody"),
    ):
        yield f"header {name}: {value}", replace(draft, headers=(*draft.headers, (name, value)))


def at_length(judge: Judge) -> Iterator[tuple[Case, list[Case]]]:
    """Return the control in a long body, which may be refused, but in good form."""
    yield (f"the body {LONG_BODY.words}", LONG_BODY.spell(judge.make.draft(judge.body), judge.body)), []


def in_chunks(judge: Judge) -> Iterator[Case]:
    """Return the control in chunks."""
    yield "the body in chunks", CHUNKED.spell(judge.make.draft(judge.body), judge.body)


def refusals(judge: Judge, spelling: Spelling) -> Iterator[Case]:
    """Return requests with one edit each, in one spelling."""
    draft = judge.make.draft(judge.body)
    if judge.operation.token_name is not None:
        strange = replace(draft, query=((judge.make.token_name, STRANGE_TOKEN),))
        yield f"the token of somebody else, the body {spelling.words}", spelling.spell(strange, judge.body)
    for field in judge.operation.body.walk():
        if not field.steps:
            continue
        edits = [absence(field)] if field.required and not field.is_item else []
        wrong = forbidden_pair(judge, field)
        edits += [replacement(field, value) for value in wrong]
        for edit in edits:
            words = f"{edit.description}, the body {spelling.words}"
            yield words, spelling.spell(draft, apply_edit(judge.body, edit))
