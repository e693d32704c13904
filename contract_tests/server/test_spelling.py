"""The same request in other bytes: accepted where it is good, and not where it is not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from contract_tests.samples import (
    BODY_SPELLINGS,
    CHUNKED,
    EXTENDED,
    LONG_BODY,
    STRANGE_TOKEN,
    WITH_CHARSET,
    Spelling,
)
from contract_tests.server.verifiers import all_accepted, skip_consequence
from dingtalk_contract.conformance import Purpose, ServerCase, ServerJudge, Violation
from dingtalk_contract.contract import (
    Clause,
    absence,
    apply_edit,
    forbidden_values,
    lists_with,
    phrase,
    replacement,
    take,
    with_field,
)
from dingtalk_contract.exchange import Draft, Outcome, Token, encode_query

AGENTS = ("top-sdk-java", "curl/8.5.0", "python-requests/2.32.3", "okhttp/4.12.0", "Go-http-client/1.1", "Mozilla/5.0")
"""Names of programs that call the service."""
REFUSAL_SPELLINGS = (*BODY_SPELLINGS, LONG_BODY, CHUNKED, WITH_CHARSET, EXTENDED)


@pytest.mark.rule("spelling/json")
def test_other_spellings_of_the_body_are_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control in other white space, order and escapes is accepted."""
    all_accepted(judge, clause, lambda: in_other_json(judge))


@pytest.mark.rule("spelling/json")
def test_an_escaped_slash_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """A further field is accepted with its slash escaped, if it is without."""
    judge.require_control()
    if judge.is_accepted(judge.make.draft({**judge.body, "remark": "a/b"})):
        all_accepted(judge, clause, lambda: with_escaped_slash(judge))


def with_escaped_slash(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with a further field whose slash is escaped."""
    plain = judge.make.draft({**judge.body, "remark": "a/b"})
    escaped = replace(plain, body=(plain.body or b"").replace(b"a/b", rb"a\/b"))
    yield ServerCase(phrase("a further field with an escaped slash"), escaped)


def in_other_json(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control in other spellings of the same JSON value."""
    for spelling in BODY_SPELLINGS:
        yield ServerCase(
            phrase("the body {0}", spelling.words), spelling.spell(judge.make.draft(judge.body), judge.body)
        )


@pytest.mark.rule("spelling/token")
def test_a_percent_encoded_token_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with its token percent-encoded is accepted."""
    all_accepted(judge, clause, lambda: with_encoded_token(judge))


def with_encoded_token(judge: ServerJudge) -> Iterator[ServerCase]:
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
        yield ServerCase(words, replace(draft, query=(), raw_query=Token(value=query, shown=shown)))


@pytest.mark.rule("spelling/content-type")
def test_other_spellings_of_the_media_type_are_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with a charset, or in capitals, is accepted."""
    all_accepted(judge, clause, lambda: in_other_content_types(judge))


def in_other_content_types(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control under the documented media type, written in other ways."""
    draft = judge.make.draft(judge.body)
    plain = str(draft.media_type)
    for media_type in (f"{plain};charset=UTF-8", f"{plain}; charset=utf-8", plain.title(), plain.upper()):
        yield ServerCase(phrase("Content-Type {0}", media_type), replace(draft, media_type=media_type))


@pytest.mark.rule("spelling/headers")
def test_further_headers_change_nothing(judge: ServerJudge, clause: Clause) -> None:
    """The control with further headers is accepted."""
    all_accepted(judge, clause, lambda: with_headers_of_the_sdk(judge))


def with_headers_of_the_sdk(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with the headers that the official SDK sends, and with one that nobody knows."""
    draft = judge.make.draft(judge.body)
    for name, value in (
        ("Accept", "text/xml,text/javascript"),
        ("Accept-Language", "zh-CN"),
        *(("User-Agent", agent) for agent in AGENTS),
        ("X-HTTP-Method-Override", "GET" if judge.operation.method != "GET" else "POST"),
        ("X-Request-Source", "somebody"),
    ):
        yield ServerCase(
            phrase("header {0}: {1}", name, value), replace(draft, headers=(*draft.headers, (name, value)))
        )


@pytest.mark.rule("spelling/chunked")
def test_a_body_in_chunks_is_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control in chunks is accepted."""
    all_accepted(judge, clause, lambda: in_chunks(judge))


def in_chunks(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control in chunks."""
    yield ServerCase(phrase("the body in chunks"), CHUNKED.spell(judge.make.draft(judge.body), judge.body))


@pytest.mark.rule("spelling/refusals")
def test_refusals_do_not_depend_on_spelling(judge: ServerJudge, clause: Clause) -> None:
    """The control with one edit, spelt in other ways, is not accepted."""
    none_accepted_in_any_spelling(judge, clause)


def none_accepted_in_any_spelling(judge: ServerJudge, clause: Clause) -> None:
    """Show that what is not accepted is not accepted either where the control is spelt as the target accepts it."""
    groups: list[tuple[Draft, Iterable[ServerCase]]] = [
        (spelling.spell(judge.make.draft(judge.body), judge.body), refusals(judge, spelling))
        for spelling in judge.some(REFUSAL_SPELLINGS)
    ]
    judge.require_control()
    try:
        for control, refused in groups:
            if judge.single_use or judge.sender.send(control, Purpose.VALID).outcome is Outcome.ACCEPTED:
                for case in refused:
                    judge.refuse_one(case)
        judge.confirm_control(clause)
    except Violation as violation:
        skip_consequence(judge, clause, violation)
        raise


def refusals(judge: ServerJudge, spelling: Spelling) -> Iterator[ServerCase]:
    """Return requests with one edit each, in one spelling."""
    draft = judge.make.draft(judge.body)
    if judge.operation.token_name is not None:
        strange = replace(draft, query=((judge.make.token_name, STRANGE_TOKEN),))
        yield ServerCase(
            phrase("the token of somebody else, the body {0}", spelling.words), spelling.spell(strange, judge.body)
        )
    for field in judge.operation.body.walk():
        if not field.steps:
            continue
        edits = [absence(field)] if field.required and not field.is_item else []
        body = with_field(judge.body, judge.operation.body, field)
        values = list(forbidden_values(field, take(body, field.steps)))
        for value in (values[0], values[-1]):
            lists = (
                lists_with(judge.operation.body, field, take(body, field.steps), value) if field.is_item else [value]
            )
            edits.append(replacement(field, lists[0]))
        for edit in edits:
            words = f"{edit.description}, the body {spelling.words}"
            yield ServerCase(words, spelling.spell(draft, apply_edit(body, edit)))
