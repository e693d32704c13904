"""
The cases of the clauses: each the control with exactly one edit, and that edit in words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from dingtalk_contract.conformance import Judge, required_only
from dingtalk_contract.contract import ABSENT, Field, absence, apply_edit, forbidden_values, put, replacement, take
from dingtalk_contract.exchange import Draft, Token

Case = tuple[str, Draft]

OTHER_METHODS = ("GET", "PUT", "PATCH", "DELETE")
"""
Methods that carry a request of their own; HEAD, OPTIONS and TRACE are for HTTP itself to answer.
"""
MANY_TIMES = 40
STRANGE_TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - nobody's
OTHER_MEDIA_TYPES = ("text/plain", "application/xml", "application/octet-stream")


def many_times(judge: Judge) -> Iterator[Case]:
    """
    Give the control as often as a fault in one request of twenty needs to show.
    """
    for number in range(1, MANY_TIMES + 1):
        yield f"the control for the {number}th time in a row", judge.make.draft(judge.body)


def good_and_bad(judge: Judge) -> tuple[Draft, Draft]:
    """
    Give the control, and a request to be refused: that of somebody else, or one without its required fields.
    """
    good = judge.make.draft(judge.body)
    if judge.operation.token_name is None:
        return good, judge.make.draft({})
    return good, next(with_unknown_token(judge))[1]


def with_other_methods(judge: Judge) -> Iterator[Case]:
    """
    Give the control under methods that are not the documented one.
    """
    draft = judge.make.draft(judge.body)
    for method in OTHER_METHODS:
        if method != judge.operation.method:
            yield f"method {method}", replace(draft, method=method)


def without_token(judge: Judge) -> Iterator[Case]:
    """
    Give the control without its token, with a blank one, and with its name misspelt.
    """
    draft, name = judge.make.draft(judge.body), judge.make.token_name
    yield "no token", replace(draft, query=())
    yield "a blank token", replace(draft, query=((name, ""),))
    for other in misspellings(name):
        yield f"the token under the name {other}", replace(draft, query=((other, judge.make.token),))


def with_unknown_token(judge: Judge) -> Iterator[Case]:
    """
    Give the control with tokens that nobody issued, among them near misses of the good one.
    """
    draft, name = judge.make.draft(judge.body), judge.make.token_name
    for words, token in _unknown_tokens(judge.make.token):
        yield f"the token {words}", replace(draft, query=((name, token),))


def _unknown_tokens(token: Token) -> Iterator[tuple[str, str | Token]]:
    good, shown = token.value, token.shown.strip("$")
    yield "of somebody else", STRANGE_TOKEN
    yield "with a letter more at its end", Token(value=f"{good}x", shown=f"${{{shown}}}x")
    yield "with a letter more at its start", Token(value=f"x{good}", shown=f"x${{{shown}}}")
    if len(good) > 1:
        yield "without its last letter", Token(value=good[:-1], shown=f"${{{shown}%?}}")
        yield "without its first letter", Token(value=good[1:], shown=f"${{{shown}#?}}")
    for change, mark in ((good.upper(), "^^"), (good.lower(), ",,")):
        if change != good:
            yield f"in {'upper' if mark == '^^' else 'lower'} case", Token(value=change, shown=f"${{{shown}{mark}}}")


def with_token_elsewhere(judge: Judge) -> Iterator[Case]:
    """
    Give the control with its token in headers, in a cookie and in the body, but not in the query.
    """
    draft, name, token = judge.make.draft(judge.body), judge.make.token_name, judge.make.token
    bare = replace(draft, query=())
    for header in ("x-acs-dingtalk-access-token", name):
        yield f"the token in the header {header}", replace(bare, headers=(*draft.headers, (header, token)))
    for header, prefix in (("Authorization", "Bearer "), ("Cookie", f"{name}=")):
        prefixed = Token(value=prefix + token.value, shown=prefix + token.shown)
        yield f"the token in the header {header}", replace(bare, headers=(*draft.headers, (header, prefixed)))


def with_body_that_is_no_json(judge: Judge) -> Iterator[Case]:
    """
    Give the control with bodies that RFC 8259 does not allow.
    """
    draft = judge.make.draft(judge.body)
    good = draft.body or b""
    for words, body in (
        ("the body cut off before its end", good[:-1]),
        ("the body with text after it", good + b"x"),
        ("the body twice", good + good),
        ("the body with a trailing comma", good[:-1] + b",}"),
        ("the body in single quotes", good.replace(b'"', b"'")),
        ("the body as a form", b"request=" + good),
        ("the body with a comment", b"/**/" + good),
        ("the body with a control character in a string", good.replace(b'"', b'"\x01', 1)),
        ("the body with unquoted names", re.sub(rb'"(\w+)":', rb"\1:", good)),
        ("not JSON at all", b"hello"),
    ):
        yield words, replace(draft, body=body)


def with_other_media_types(judge: Judge) -> Iterator[Case]:
    """
    Give the control under media types that are not JSON, and under none.
    """
    draft = judge.make.draft(judge.body)
    for media_type in OTHER_MEDIA_TYPES:
        yield f"Content-Type {media_type}", replace(draft, media_type=media_type)
    yield "no Content-Type", replace(draft, media_type=None)
    form = "&".join(f"{name}={quote(json.dumps(value))}" for name, value in judge.body.items()).encode()
    yield "the body as a form", replace(draft, media_type="application/x-www-form-urlencoded", body=form)


def with_field_absent(judge: Judge, field: Field) -> Iterator[Case]:
    """
    Give the control without a field.
    """
    if not field.steps:
        yield "no body", replace(judge.make.draft(judge.body), body=None)
        yield "an empty body", replace(judge.make.draft(judge.body), body=b"")
        return
    edit = absence(field)
    for words, body in _bases(judge):
        yield f"{edit.description}{words}", judge.make.draft(apply_edit(body, edit))


def with_names_misspelt(judge: Judge) -> Iterator[Case]:
    """
    Give the control with the name of one required field in another case or with other joints.
    """
    for field in judge.operation.body.walk():
        if not field.steps or field.is_item or not field.required:
            continue
        without = apply_edit(judge.body, absence(field))
        value = take(judge.body, field.steps)
        for other in misspellings(field.steps[-1]):
            words = f"{field.place} under the name {other}"
            yield words, judge.make.draft(put(without, (*field.steps[:-1], other), value))


def with_field_of_other_type(judge: Judge, field: Field) -> Iterator[Case]:
    """
    Give the control with values in a field's place that its documented type forbids.
    """
    valid = take(judge.body, field.steps)
    for words, body in _bases(judge):
        for value in forbidden_values(field, valid):
            for placed in _places(judge, field, value):
                edit = replacement(field, placed)
                yield f"{edit.description}{words}", judge.make.draft(apply_edit(body, edit))


def forbidden_pair(judge: Judge, field: Field) -> list[Any]:
    """
    Give two values that a field's type forbids, as a sample.
    """
    values = list(forbidden_values(field, take(judge.body, field.steps)))
    return [[value] if field.is_item else value for value in (values[0], values[-1])]


def with_null(judge: Judge, field: Field) -> Iterator[Case]:
    """
    Give the control with null in a field's place.
    """
    yield f"{field.place} set to null", judge.make.draft(put(judge.body, field.steps, None))


def with_digits(judge: Judge, field: Field) -> Iterator[Case]:
    """
    Give the control with a number written as a string.
    """
    valid = take(judge.body, field.steps)
    digits = "1" if valid is ABSENT else str(valid)
    yield f'{field.place} set to "{digits}"', judge.make.draft(put(judge.body, field.steps, digits))


def misspellings(name: str) -> list[str]:
    """
    Give the name in other cases and with other joints, as careless code takes or sends it.
    """
    first, *others = name.split("_")
    camel = first + "".join(word.capitalize() for word in others)
    forms = [name.upper(), name.capitalize(), camel, camel[:1].upper() + camel[1:], name.replace("_", "-")]
    if name.endswith("id"):
        forms += [f"{name[:-2].rstrip('_')}{ending}" for ending in ("Id", "ID", "_id", "id")]
    return [form for form in dict.fromkeys(forms) if form != name]


def _bases(judge: Judge) -> Iterator[tuple[str, Any]]:
    """
    Give the control with every documented field, and with the required ones alone.
    """
    yield "", judge.body
    minimal = required_only(judge.body, judge.operation.body)
    if minimal != judge.body:
        yield ", no optional field there", minimal


def _places(judge: Judge, field: Field, value: Any) -> Iterator[Any]:
    """
    Give the value itself; for an item, lists with it alone, last, first, and amid good ones.
    """
    if not field.is_item:
        yield value
        return
    good = take(judge.body, field.steps)
    yield [value]
    if good is not ABSENT:
        yield [good, value]
        yield [value, good]
        yield [good, good, value, good]
