"""The text of the body: what RFC 8259 does not call JSON, and what no source settles."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from contract_tests.server.verifiers import all_answered_well, none_accepted
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import Clause, phrase, put
from dingtalk_contract.exchange import encode_json

_NUMBER = re.compile(rb"(: )(\d+)")
"""A number as a value; where it is edited, only the first is."""
DEPTHS = (5000, 100_000)
"""Beyond what common parsers take, each by its own limit or by the stack."""


@pytest.mark.rule("body/json")
def test_malformed_bodies_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with a body that is cut or spoilt is not accepted."""
    none_accepted(judge, clause, with_body_that_is_no_json(judge))


def with_body_that_is_no_json(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with bodies that no parser takes for JSON."""
    draft = judge.make.draft(judge.body)
    good = draft.body or b""
    for words, body in (
        ("cut off before its end", good[:-1]),
        ("cut off amid", good[: len(good) // 2]),
        ("with text before it", b"x" + good),
        ("with a comma missing", good.replace(b", ", b" ", 1)),
        ("with one bracket for another", good[:-1] + b"]"),
        ("of spaces alone", b"   "),
        ("that is a word", b"hello"),
    ):
        if body != good:
            yield ServerCase(phrase("the body {0}", words), replace(draft, body=body))


@pytest.mark.rule("body/strict-json")
def test_lax_bodies_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with a body for lax parsers alone is not accepted."""
    none_accepted(judge, clause, with_body_of_lax_json(judge))


def with_body_of_lax_json(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with bodies that RFC 8259 does not allow, but some parsers do."""
    draft = judge.make.draft(judge.body)
    good = draft.body or b""
    for words, body in (
        ("with text after it", good + b"x"),
        ("with a line of text after it", good + b"\nx"),
        ("with a NUL after it", good + b"\0x"),
        ("with a bracket too many", good + b"}"),
        ("twice", good + good),
        ("with a trailing comma", good[:-1] + b",}"),
        ("with two commas for one", good.replace(b", ", b",, ", 1)),
        ("with = for a colon", good.replace(b": ", b" = ", 1)),
        ("in single quotes", good.replace(b'"', b"'")),
        ("with unquoted names", re.sub(rb'"(\w+)":', rb"\1:", good)),
        ("as a form", b"request=" + good),
        ("as the argument of a function", b"callback(" + good + b")"),
        ("with a comment before it", b"/**/" + good),
        ("with a comment to the end of a line", b"// x\n" + good),
        ("with a control character in a string", good.replace(b'"', b'"\x01', 1)),
        ("with a line break in a further string", good[:-1] + b', "remark": "a\nb"}'),
        ("with an escape that is none", good[:-1] + b', "remark": "\\x41"}'),
        ("with a word of Python", good[:-1] + b', "remark": None}'),
        ("with a no-break space before it", b"\xc2\xa0" + good),
        ("with a form feed before it", b"\x0c" + good),
        ("with a leading zero", _NUMBER.sub(rb"\g<1>0\2", good, count=1)),
        ("with a plus before a number", _NUMBER.sub(rb"\1+\2", good, count=1)),
        ("with a point after a number", _NUMBER.sub(rb"\1\2.", good, count=1)),
        ("with nothing before a point", good[:-1] + b', "remark": .5}'),
        ("with a hexadecimal number", _NUMBER.sub(rb"\g<1>0x6F", good, count=1)),
    ):
        if body != good:
            yield ServerCase(phrase("the body {0}", words), replace(draft, body=body))


@pytest.mark.rule("odd-requests")
def test_odd_requests_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Each odd request is accepted or rejected in good form."""
    judge.require_control()
    all_answered_well(judge, clause, with_odd_bodies(judge))


def with_odd_bodies(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return requests whose meaning no source settles; any outcome in good form will do."""
    draft = judge.make.draft(judge.body)
    good = draft.body or b""
    for words, body in (
        ("with bytes that are not UTF-8", good[:-1] + b', "remark": "\xff\xfe"}'),
        ("with a lone surrogate, escaped", good[:-1] + b', "remark": "\\ud800"}'),
        ("with a byte order mark", b"\xef\xbb\xbf" + good),
        ("in UTF-16", good.decode().encode("utf-16")),
        ("with NaN", good[:-1] + b', "remark": NaN}'),
        ("with a name twice", good[:-1] + b', "remark": 1, "remark": 2}'),
        ("with 500 nested lists", good[:-1] + b', "remark": ' + b"[" * 500 + b"]" * 500 + b"}"),
        ("with a number of 400 digits", good[:-1] + b', "remark": ' + b"9" * 400 + b"}"),
        ("with a number beyond all doubles", good[:-1] + b', "remark": 1e999}'),
        ("of bytes that are no text", bytes(range(256))),
        ("of ninety kilobytes of blanks", good + b" " * 90_000),
    ):
        yield ServerCase(phrase("the body {0}", words), replace(draft, body=body))
    if judge.operation.token_name is not None:
        twice = (*draft.query, *draft.query)
        yield ServerCase(phrase("the token twice"), replace(draft, query=twice))
    yield ServerCase(
        phrase("a number beyond all doubles for a number"),
        replace(draft, body=_NUMBER.sub(rb"\g<1>1e400", good, count=1)),
    )
    for field in judge.operation.body.walk():
        if field.steps and not field.is_item and field.types == {"string"}:
            body = put(judge.body, field.steps, "\ud800")
            yield ServerCase(phrase("a lone surrogate in {0}", field.place), judge.make.draft(body))
    yield ServerCase(phrase("a further parameter"), replace(draft, query=(*draft.query, ("remark", "1"))))
    yield ServerCase(phrase("a further parameter without value"), replace(draft, query=(*draft.query, ("", ""))))
    yield ServerCase(phrase("a body that is null"), replace(draft, body=encode_json(None)))


@pytest.mark.turn(1)
@pytest.mark.rule("deep-nesting")
def test_deep_lists_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Each depth of lists is accepted or rejected in good form."""
    judge.require_control()
    all_answered_well(judge, clause, with_deep_lists(judge))


def with_deep_lists(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with a further field of nested lists, each on a connection of its own."""
    draft = judge.make.draft(judge.body)
    closing = (*draft.headers, ("Connection", "close"))
    for depth in DEPTHS:
        body = (draft.body or b"")[:-1] + b', "remark": ' + b"[" * depth + b"]" * depth + b"}"
        yield ServerCase(phrase("the body with {0} nested lists", depth), replace(draft, body=body, headers=closing))
