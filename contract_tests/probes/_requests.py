"""Probes whose request is particular: the example, and values, texts and spellings at which careless gateways break."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from contract_tests.scenarios import RESERVED, TEXTS
from contract_tests.spellings import BODY_SPELLINGS, CHUNKED, LONG_BODY, Spelling
from dingtalk_contract.conformance import GatewayJudge, Probe, Spell, required_only
from dingtalk_contract.contract import ABSENT, ITEM, Field, put, take
from dingtalk_contract.exchange import Draft, Token, encode_json

MANY = 300
MEDIA_TYPES = ("{}", "{};charset=UTF-8", "{}; charset=utf-8")
LARGE = (2**31, 2**53 + 1, 2**63 - 1)
FREE_NUMBERS = (0, -7, 111.25, 10**20 + 1)
ODD_TEXTS = {
    "quotes and escapes": TEXTS["quotes"],
    "spaces at its ends": TEXTS["spaces"],
    "control characters": "a\tb\nc\r\nd\u0001e\u007f",
    "a zero byte": "a\0b",
    "capitals amid small letters": "miXed-Case",
    "the look of null": "null",
    "the look of a number": "0012",
    "the look of a number with an exponent": "1e3",
    "the look of an attack": "<script>alert(1)</script>' OR 1=1 -- union select ../../etc/passwd ${jndi:x}",
    "a plus, a percent sign, and what looks encoded": "a+b%2Bc%20d&e=f;g",
}
SCRIPTS = {
    "line and paragraph separators": "a\u2028b\u2029c\ufeffd",
    "letters of many scripts": TEXTS["unicode"],
    "characters beyond the basic plane": "😀𠮷🀄",
    "composed and decomposed letters": "é-e\u0301-Å-Å-ﬁ-ｱ",
    "letters of GBK and beyond it": "取消待办·镕·㐀·ß",
}


def example(judge: GatewayJudge, name: str = "the page's example") -> Probe:
    """Return the page's example."""
    return Probe(name=name, body=judge.known_good.body, answering=judge.accept)


def with_values(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example, and the same with its required fields alone."""
    yield example(judge)
    body = required_only(judge.known_good.body, judge.operation.body)
    yield replace(example(judge), name="the required fields alone", body=body)


def with_media_types(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example, and the same with its required fields alone, under each way to write the media type."""
    for probe in with_values(judge):
        for form in MEDIA_TYPES:
            yield replace(probe, name=f"{probe.name}, {form.format('the media type')}", spell=_typed(form))


def with_spellings(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example in other spellings of the same JSON."""
    for spelling in BODY_SPELLINGS:
        yield _spelt(judge, spelling)


def in_chunks(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example in chunks, short and long."""
    yield _spelt(judge, CHUNKED)
    long = put_texts(judge, lambda text: text * 400)
    yield replace(_spelt(judge, CHUNKED), name="a longer body in chunks", body=long)


def with_numbers(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with large integers."""
    for field in _fields(judge):
        if "integer" in field.schema.get("type", ()):
            for number in LARGE:
                yield _changed(judge, f"{field.place} {number}", put(judge.known_good.body, field.steps, number))


def with_lists(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with lists of one item, of many, out of order, and with repeats."""
    for field in _fields(judge):
        items = take(judge.known_good.body, field.steps)
        if field.types != {"array"} or not isinstance(items, list) or not items:
            continue
        first, last = items[0], items[-1]
        lists = {
            "one item": [last],
            "repeats": [last, first, last, last, first],
            "no order": [f"{last}-{number}" for number in (9, 1, 10, 5, 2)],
        }
        for name, value in lists.items():
            body = put(judge.known_good.body, field.steps, value)
            yield _changed(judge, f"{field.place} with {name}", body)


def with_scripts(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with text of many scripts, escaped and as it is."""
    for name, text in SCRIPTS.items():
        body = put_texts(judge, constantly(text))
        yield _changed(judge, f"{name}, escaped", body)
        yield replace(_changed(judge, f"{name}, as they are", body), spell=_unescaped)


def with_odd_texts(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with odd texts in the place of each text."""
    for name, text in ODD_TEXTS.items():
        yield _changed(judge, f"text with {name}", put_texts(judge, constantly(text)))


def with_length(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with long texts, a long list, and many bytes."""
    yield _changed(judge, "texts of 512 characters", put_texts(judge, constantly(TEXTS["long"])))
    for field in _fields(judge):
        items = take(judge.known_good.body, field.steps)
        if field.types == {"array"} and isinstance(items, list) and items:
            many = [f"{items[0]}-{number:04d}" for number in range(MANY)]
            yield _changed(judge, f"{field.place} with {MANY} items", put(judge.known_good.body, field.steps, many))
    yield _spelt(judge, LONG_BODY)


def with_empty_lists(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with each list empty, where the page leaves that open."""
    for field in _fields(judge):
        if field.types == {"array"} and take(judge.known_good.body, field.steps) is not ABSENT:
            yield _changed(judge, f"{field.place} empty", put(judge.known_good.body, field.steps, []))


def with_further_fields(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example as it is, and with fields that the document does not name, outside and inside."""
    yield example(judge)
    further: dict[str, Any] = {
        "remark": "备注",
        "flags": [1, None, {"deep": True}],
        "none": None,
        "blank": "",
        "hollow": {},
        "no": False,
    }
    objects = [field for field in judge.operation.body.walk() if field.types == {"object"}]
    for field in objects:
        inner = take(judge.known_good.body, field.steps)
        body = put(judge.known_good.body, field.steps, {**inner, **further})
        yield _changed(judge, f"further fields in {field.place}", body)


def with_free_values(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with values that the page leaves open."""
    for field in _fields(judge):
        is_number = bool(field.types & {"number", "integer"})
        values: tuple[Any, ...] = FREE_NUMBERS if is_number else ("",) if field.types == {"string"} else ()
        allowed = {"": "blank", 111.25: "fractional", -7: "negative", 10**20 + 1: "beyond-64-bit"}
        for value in values:
            if allowed.get(value, "") in {"", *field.free}:
                yield _changed(judge, f"{field.place} {value!r}", put(judge.known_good.body, field.steps, value))


def with_tokens(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with tokens full of characters that a query gives another meaning to."""
    yield example(judge)
    for value in (RESERVED, "UPPER-lower-0123", "a%20b%2Fc%00d", "令牌-😀", "x" * 1500, "a=b=c==", "../../a//b?c#d"):
        yield replace(example(judge), name="a token of odd characters", token=Token(value=value))


def with_parameters(judge: GatewayJudge) -> Iterator[Probe]:
    """Return the example with further parameters in the query."""
    further = (("lang", "zh_CN"), ("empty", ""), ("more", "a b+c/d&e=f"), ("more", "二"))

    def spell(draft: Draft, value: Any) -> Draft:
        return replace(draft, body=encode_json(value), query=(*draft.query, *further))

    yield replace(example(judge), name="further parameters in the query", spell=spell)


def put_texts(judge: GatewayJudge, change: Callable[[str], str]) -> Any:
    """Return the example with every text changed."""
    body = judge.known_good.body
    for field in _fields(judge):
        value = take(body, field.steps)
        if isinstance(value, str):
            body = put(body, field.steps, change(value))
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            # In order and without repeats, whatever the text: those have a clause of their own.
            items = [f"{change(each)}{index or ''}" for index, each in enumerate(value)]
            body = put(body, field.steps, items)
    return body


def constantly(text: str) -> Callable[[str], str]:
    """Make the change that gives one text for any."""
    return lambda _: text


def _fields(judge: GatewayJudge) -> Iterator[Field]:
    return (field for field in judge.operation.body.walk() if ITEM not in field.steps and field.steps)


def _changed(judge: GatewayJudge, name: str, body: Any) -> Probe:
    return replace(example(judge), name=name, body=body)


def _spelt(judge: GatewayJudge, spelling: Spelling) -> Probe:
    return replace(example(judge), name=f"the example {spelling.words}", spell=spelling.spell)


def _typed(form: str) -> Spell:
    return lambda draft, value: replace(draft, body=encode_json(value), media_type=form.format(draft.media_type))


def _unescaped(draft: Draft, value: Any) -> Draft:
    return replace(draft, body=encode_json(value, ascii_only=False))
