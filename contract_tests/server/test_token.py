"""The token: absent, blank, near the good one, and elsewhere than in the query."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from contract_tests.samples import STRANGE_TOKEN
from contract_tests.server.verifiers import misspellings, none_accepted
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import Clause, phrase, put
from dingtalk_contract.exchange import Draft, Token, encode_query

STRANGE_TOKENS = (
    *(" ", "null", "undefined", "0", "1", "true", "test", "admin", "root", "*", "%", ".*", "[object Object]"),
    *("' OR '1'='1", "x" * 2000, "令牌"),
)
TOKEN_HEADERS = ("x-acs-dingtalk-access-token", "X-Access-Token", "Access-Token", "X-Auth-Token", "Token", "X-Api-Key")
FULL_WIDTH = 0xFEE0
_WIDEN = f'import sys;print("".join(chr(ord(c)+{FULL_WIDTH}) for c in sys.argv[1]))'


@pytest.mark.rule("token/required")
def test_absence_of_the_token_is_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control without its token is not accepted."""
    none_accepted(judge, clause, without_token(judge))


def without_token(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control without its token, with a blank one, and with its name misspelt."""
    name, token = judge.make.token_name, judge.make.token
    for words, draft in _bases(judge):
        yield ServerCase(phrase("no token{0}", words), replace(draft, query=()))
        yield ServerCase(phrase("a blank token{0}", words), replace(draft, query=((name, ""),)))
    draft = judge.make.draft(judge.body)
    for other in (*misspellings(name), f"{name}[]", f"{name}[0]"):
        if other.startswith(" "):
            # PHP itself strips names so, before any code of a server sees them.
            continue
        yield ServerCase(phrase("the token under the name {0}", other), replace(draft, query=((other, token),)))


@pytest.mark.rule("token/known")
def test_unknown_tokens_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control with another token, however near, is not accepted."""
    none_accepted(judge, clause, with_unknown_token(judge))


def with_unknown_token(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with tokens that nobody issued, among them near misses of the good one."""
    name = judge.make.token_name
    for words, draft in _bases(judge):
        yield ServerCase(phrase("the token of somebody else{0}", words), replace(draft, query=((name, STRANGE_TOKEN),)))
    draft = judge.make.draft(judge.body)
    yield ServerCase(
        phrase("the token of somebody else for the second time"), replace(draft, query=((name, STRANGE_TOKEN),))
    )
    for text in judge.some(STRANGE_TOKENS):
        yield ServerCase(phrase("the token {0}", repr(text[:20])), replace(draft, query=((name, text),)))
    good = judge.make.token
    raw = Token(value=f"{name}={encode_query(good.value)}%00x", shown=f"{name}={good.shown}%00x")
    yield ServerCase(phrase("the token with a NUL and more"), replace(draft, query=(), raw_query=raw))
    for words, token in judge.some([each for each in near_misses(good) if each[1].value != good.value]):
        yield ServerCase(phrase("the token {0}", words), replace(draft, query=((name, token),)))


def near_misses(token: Token) -> Iterator[tuple[str, Token]]:
    """Return tokens that are nearly this one, each with what is particular to it."""
    good, shown = token.value, token.shown.strip("$")
    other = "y" if good[-1:] == "x" else "x"
    middle = len(good) // 2
    yield "with a letter more at its end", Token(value=f"{good}x", shown=f"${{{shown}}}x")
    yield "with a letter more at its start", Token(value=f"x{good}", shown=f"x${{{shown}}}")
    yield "twice in a row", Token(value=good + good, shown=f"${{{shown}}}${{{shown}}}")
    yield "with a comma and more", Token(value=f"{good},x", shown=f"${{{shown}}},x")
    yield "with a line break and more", Token(value=f"{good}\nx", shown=f"${{{shown}}}$(printf '\\nx')")
    yield "with a space before it", Token(value=f" {good}", shown=f" ${{{shown}}}")
    yield "with a space after it", Token(value=f"{good} ", shown=f"${{{shown}}} ")
    yield (
        "with a hyphen in it",
        Token(value=f"{good[:middle]}-{good[middle:]}", shown=f"${{{shown}:0:{middle}}}-${{{shown}:{middle}}}"),
    )
    yield "with its scheme before it", Token(value=f"Bearer {good}", shown=f"Bearer ${{{shown}}}")
    yield "in quotes", Token(value=f'"{good}"', shown=f'\\"${{{shown}}}\\"')
    yield "with a percent sign and more", Token(value=f"{good}%", shown=f"${{{shown}}}%")
    if len(good) > 1:
        yield "without its last letter", Token(value=good[:-1], shown=f"${{{shown}%?}}")
        yield "without its first letter", Token(value=good[1:], shown=f"${{{shown}#?}}")
        yield "with another last letter", Token(value=good[:-1] + other, shown=f"${{{shown}%?}}{other}")
        yield "with another first letter", Token(value="~" + good[1:], shown=f"~${{{shown}#?}}")
        altered, tail = f"{good[:middle]}~{good[middle + 1 :]}", f"${{{shown}:{middle + 1}}}"
        yield "with another letter in its middle", Token(value=altered, shown=f"${{{shown}:0:{middle}}}~{tail}")
        yield "read backwards", Token(value=good[::-1], shown=f"$(rev <<<${shown})")
        yield (
            "with its letters sorted",
            Token(value="".join(sorted(good)), shown=f"$(grep -o . <<<${shown} | LC_ALL=C sort | tr -d '\\n')"),
        )
        yield "as a pattern of dots", Token(value="." * len(good), shown=f"${{{shown}//?/.}}")
        yield "as a pattern of question marks", Token(value="?" * len(good), shown=f"${{{shown}//?/?}}")
        yield "as its first letter and a star", Token(value=f"{good[0]}*", shown=f"${{{shown}:0:1}}*")
        yield "as its first letter and any", Token(value=f"{good[0]}.*", shown=f"${{{shown}:0:1}}.*")
    yield "in upper case", Token(value=good.upper(), shown=f"${{{shown}^^}}")
    yield "in lower case", Token(value=good.lower(), shown=f"${{{shown},,}}")
    encoded = "".join(f"%{byte:02x}" for byte in good.encode())
    yield "percent-encoded twice", Token(value=encoded, shown=f"$(printf %s ${shown} | xxd -p | sed 's/../%&/g')")
    wide = "".join(chr(ord(char) + FULL_WIDTH) if "!" <= char <= "~" else char for char in good)
    yield "in full-width letters", Token(value=wide, shown=f"$(python3 -c '{_WIDEN}' ${shown})")


@pytest.mark.rule("token/query-alone")
def test_a_token_elsewhere_does_not_count(judge: ServerJudge, clause: Clause) -> None:
    """The control with its token in a header is not accepted."""
    none_accepted(judge, clause, with_token_elsewhere(judge))


def with_token_elsewhere(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control with its token in headers, a cookie, a password and the body, but not in the query."""
    draft, name, token = judge.make.draft(judge.body), judge.make.token_name, judge.make.token
    bare = replace(draft, query=())
    for header in (name, *TOKEN_HEADERS):
        yield ServerCase(phrase("the token in the header {0}", header), _with_header(bare, header, token))
    for header, prefix in (("Authorization", "Bearer "), ("Authorization", ""), ("Cookie", f"{name}=")):
        prefixed = Token(value=prefix + token.value, shown=prefix + token.shown)
        yield ServerCase(phrase("the token in the header {0}", header), _with_header(bare, header, prefixed))
    for form in (":%s", "%s:", "x:%s"):
        pair = base64.b64encode((form % token.value).encode()).decode()
        basic = Token(value=f"Basic {pair}", shown=f"Basic $(printf {form} {token.shown} | base64 -w0)")
        yield ServerCase(phrase("the token as user or password"), _with_header(bare, "Authorization", basic))
    yield from _with_token_in_body(judge, bare)


def _with_header(draft: Draft, name: str, value: Token) -> Draft:
    return replace(draft, headers=(*draft.headers, (name, value)))


def _with_token_in_body(judge: ServerJudge, bare: Draft) -> Iterator[ServerCase]:
    name, token = judge.make.token_name, judge.make.token
    outer = next(iter(judge.body)) if isinstance(judge.body, dict) else None
    places: list[tuple[str, ...]] = [(name,)]
    if outer is not None and isinstance(judge.body[outer], dict):
        places.append((outer, name))
    for steps in places:
        body: Any = put(judge.body, steps, token.value)
        yield ServerCase(
            phrase("the token in body/{0}", "/".join(steps)), replace(judge.make.draft(body), query=(), secret=token)
        )
    form = f"{encode_query(name)}={quote(token.value)}".encode()
    yield ServerCase(
        phrase("the token in a form"),
        replace(bare, media_type="application/x-www-form-urlencoded", body=form, secret=token),
    )


def _bases(judge: ServerJudge) -> Iterator[tuple[str, Draft]]:
    yield "", judge.make.draft(judge.body)
    minimal = judge.minimal()
    if minimal != judge.body and not judge.is_frugal:
        yield ", no optional field there", judge.make.draft(minimal)
