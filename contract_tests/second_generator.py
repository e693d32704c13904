"""The second generator: Schemathesis, whose cases are sent and judged by us, each under the clause that it breaks."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import schemathesis
from hypothesis.internal import charmap
from hypothesis.internal.intervalsets import IntervalSet
from hypothesis.strategies import SearchStrategy
from schemathesis.generation import GenerationMode

from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import Clause, breached_rules, load_document, phrase
from dingtalk_contract.exchange import encode_json

UTF_8 = (IntervalSet(((0, 0xD7FF), (0xE000, 0x10FFFF))), IntervalSet(()))
"""What UTF-8 can encode, and what does not come back the same: a test holds it to Hypothesis's own table."""


def breaches_of(judge: ServerJudge, clause: Clause) -> Iterator[ServerCase]:
    """Return the coverage cases of Schemathesis that break this clause, and no other, with the good token."""
    for words, body in coverage_bodies(judge.operation.id):
        if list(breached_rules(judge.operation.body, body)) == [(clause.field and clause.field.place, clause.rule)]:
            yield ServerCase(phrase("by Schemathesis: {0}", words), judge.make.draft(body))


@cache
def coverage_bodies(operation_id: str) -> tuple[tuple[str, Any], ...]:
    """Return the bodies of all negative coverage cases, with what Schemathesis says of each."""
    schema, described = _load(operation_id)
    # The cases of one schema can be had once alone: the second time some are left out.
    cases = schema.iter_coverage_cases(
        described,
        generation_modes=[GenerationMode.NEGATIVE],
        generation_config=schema.config.generation_for(operation=described, phase="coverage"),
    )
    return tuple((case.meta.phase.data.description, case.body) for case in cases if _is_json(case))


def fuzzed_requests(judge: ServerJudge, *, is_valid: bool) -> SearchStrategy[ServerCase]:
    """Return requests with the good token and bodies that Schemathesis makes, keeping the schema or breaking it."""
    _, described = _load(judge.operation.id)
    mode = GenerationMode.POSITIVE if is_valid else GenerationMode.NEGATIVE
    strategy: SearchStrategy[Any] = described.as_strategy(generation_mode=mode)
    return strategy.filter(_is_json).map(lambda case: ServerCase("a body by Schemathesis", judge.make.draft(case.body)))


def _is_json(case: Any) -> bool:
    is_text = case.media_type is not None and "json" in case.media_type
    if not is_text or case.method != case.operation.method.upper() or not isinstance(case.body, _JSON):
        return False
    try:
        encode_json(case.body)
    except (TypeError, ValueError):
        return False
    return True


_JSON = (dict, list, str, int, float, bool, type(None))


@cache
def _load(operation_id: str) -> tuple[Any, Any]:
    # Otherwise Hypothesis spends two seconds and 200 MB on a table whose content is known.
    setattr(charmap, TABLE_MAKER, _intervals)
    document = load_document()
    operation = document.operation(operation_id)
    schema = schemathesis.openapi.from_dict(dict(document.raw), config=schemathesis.Config())
    return schema, schema[operation.path][operation.method.lower()]


TABLE_MAKER = "intervals_from_codec"
_make_table = charmap.intervals_from_codec


def _intervals(codec_name: str) -> tuple[IntervalSet, IntervalSet]:
    return UTF_8 if codec_name == "utf-8" else _make_table(codec_name)
