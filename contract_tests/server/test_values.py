"""Valid values that break careless code: each in every place of its type at once, so that breadth costs little."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from contract_tests.samples import LONG_BODY
from contract_tests.server.verifiers import isolated_answered_well
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import (
    Clause,
    Field,
    broken_limits,
    limits_of,
    phrase,
    put,
    replacement,
    take,
    vary,
    with_field,
)

TEXTS: dict[str, str] = {
    "empty text": "",
    "a space": " ",
    "spaces around": " a ",
    "tab and line breaks": "a\tb\r\nc",
    "a NUL": "a\0b",
    "control characters": "\x01\x1b[31m\x7f",
    "double quotes": 'a"b""c',
    "single quotes": "a'b''c",
    "dashes at its ends": "-a-",
    "backslashes": "a\\b\\\\",
    "slashes": "a/b//c",
    "a path": "../../etc/passwd",
    "markup": "<b>a&amp;b</b>",
    "braces": "{a}${b}{{c}}%s%d%n",
    "percent signs": "100%25%",
    "plus and ampersand": "a+b&c=d;e?f#g",
    "SQL": "'; DROP TABLE x; --",
    "an umlaut": "äöü",
    "Chinese": "取消待办组",
    "an emoji": "a😀b",
    "a family of emoji": "👨‍👩‍👧",
    "combining marks": "e\u0301",
    "Hebrew and Arabic": "שלום مرحبا",
    "direction marks": "a\u202eb\u202c",
    "a zero-width space": "a\u200bb",
    "line and paragraph separators": "a\u2028b\u2029c",
    "a byte order mark": "\ufeffa",
    "the replacement character": "\ufffd",
    "a non-character": "\uffff",
    "the last code point": "\U0010ffff",
    "the word null": "null",
    "the word undefined": "undefined",
    "a number": "12345",
    "zero": "0",
    "a big number": "123456789012345678901234567890",
    "a float": "1e999",
    "JSON": '{"a": [1]}',
    "a comma": "a,b",
    "a UUID": "1a3a08ab-4c9b-4261-8045-18ee8485002c",
    "a new-style id": "tPr_FB_mT_hQ05201655306463",
}
LENGTHS = (
    31,
    32,
    33,
    63,
    64,
    65,
    100,
    127,
    128,
    129,
    255,
    256,
    257,
    511,
    512,
    513,
    1000,
    1001,
    1024,
    4096,
    5000,
    10_000,
)
NUMBERS = (
    *(0, 1, -1, 9, 10, 127, 128, 255, 256, 999, 1000, 32767, 32768, 65535, 65536, 999999),
    *(
        2**31 - 1,
        2**31,
        2**32 - 1,
        2**32,
        2574805120,
        2**53 - 1,
        2**53,
        2**53 + 1,
        2**63 - 1,
        2**63,
        2**64,
        -(2**31),
        -(2**63),
    ),
    *(10**30, 1.5, -0.0, 1e300),
)
SIZES = (0, 1, 2, 10, 11, 20, 21, 50, 51, 64, 100, 101, 128, 200, 255, 256, 500, 501, 1000, 1001)


@pytest.mark.rule("valid-requests")
def test_valid_values_get_well_formed_answers(judge: ServerJudge, clause: Clause) -> None:
    """Each odd but valid value is accepted or rejected in good form."""
    judge.require_control()
    isolated_answered_well(judge, clause, with_valid_values(judge))
    isolated_answered_well(judge, clause, at_length(judge))


def with_valid_values(judge: ServerJudge) -> Iterator[tuple[ServerCase, list[ServerCase]]]:
    """Return each value in all places of its type at once, and then in each place alone, to tell which it is."""
    texts = list(TEXTS.items())
    texts += [(phrase("text of {0} characters", length), "a" * length) for length in LENGTHS]
    texts += [(phrase("text of {0} Chinese characters", length), "组" * length) for length in (85, 86, 128, 256, 512)]
    yield from _spread(judge, "string", judge.some(texts))
    yield from _spread(judge, "number", judge.some([(phrase("the number {0}", number), number) for number in NUMBERS]))
    for field in judge.operation.body.walk():
        yield from _beside_limits(judge, field)
        if field.is_item:
            yield from _sized(judge, field)


def _spread(
    judge: ServerJudge, type_name: str, values: Sequence[tuple[str, Any]]
) -> Iterator[tuple[ServerCase, list[ServerCase]]]:
    open_fields = [field for field in judge.operation.body.walk() if type_name in field.types and _is_open(field)]
    for words, value in values:
        fields = [field for field in open_fields if not any(broken_limits(field, value))]
        if not fields:
            continue
        body = judge.body
        for field in fields:
            body = _placed(judge, body, field, value)
        alone = [
            ServerCase(
                phrase("{0} in {1}", words, field.place),
                judge.make.draft(_placed(judge, judge.body, field, value), ascii_only=False),
            )
            for field in fields
        ]
        yield ServerCase(words, judge.make.draft(body, ascii_only=False)), alone


def _is_open(field: Field) -> bool:
    return "format" not in field.schema or ("beyond-64-bit" in field.free and field.schema["format"] == "int64")


def _beside_limits(judge: ServerJudge, field: Field) -> Iterator[tuple[ServerCase, list[ServerCase]]]:
    """Return the last values that the limits of a field allow."""
    valid = take(with_field(judge.body, judge.operation.body, field), field.steps)
    for limit in limits_of(field):
        for value in limit.allowed(field, valid):
            draft = judge.make.draft(_placed(judge, judge.body, field, value), ascii_only=False)
            yield ServerCase(replacement(field, value).description, draft), []


def _placed(judge: ServerJudge, body: Any, field: Field, value: Any) -> Any:
    body = with_field(body, judge.operation.body, field)
    if field.is_item:
        return put(body, field.steps[:-1], [take(body, field.steps), value])
    return put(body, field.steps, value)


def _sized(judge: ServerJudge, field: Field) -> Iterator[tuple[ServerCase, list[ServerCase]]]:
    """Return lists of several sizes within the limits of the list."""
    body = with_field(judge.body, judge.operation.body, field)
    good = take(body, field.steps)
    around = next(each for each in judge.operation.body.walk() if field in each.parts)
    for size in judge.some(SIZES):
        # Distinct ids: equal ones are a freedom of their own.
        items = [good, *(vary(field, good, number) for number in range(1, size))][:size]
        if not any(broken_limits(around, items)):
            draft = judge.make.draft(put(body, field.steps[:-1], items))
            yield ServerCase(phrase("{0} with {1} items", around.place, size), draft), []


def at_length(judge: ServerJudge) -> Iterator[tuple[ServerCase, list[ServerCase]]]:
    """Return the control in a long body, which may be refused, but in good form."""
    if not judge.operation.media_type:
        return
    spelt = LONG_BODY.spell(judge.make.draft(judge.body), judge.body)
    yield ServerCase(phrase("the body {0}", LONG_BODY.words), spelt), []
