"""The strategies: documented arguments and answers, and undocumented answers, made from the document."""

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from contract_tests.strategies import from_field, json_values, texts, whole_numbers
from dingtalk_contract.contract import Field, load_document
from tests.servers.serving import Reply

(OPERATION,) = load_document().operations
REQUEST = OPERATION.body.parts[0]

PROFILE = settings(max_examples=100, database=None, deadline=None, print_blob=False)
"""The one profile of these properties."""

_LONG = "待办-" * 500


def from_argument(field: Field) -> st.SearchStrategy[Any]:
    """Return what the document lets an argument be: of its freedoms, those that 64-bit integers and text have."""
    if field.types == {"number"}:
        return whole_numbers
    if field.types == {"string"}:
        return texts | st.just(_LONG)
    return st.lists(from_argument(field.parts[0]), max_size=6)


arguments: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {part.steps[-1]: from_argument(part) for part in REQUEST.parts if part.required},
    optional={part.steps[-1]: from_argument(part) for part in REQUEST.parts if not part.required},
)
"""Documented arguments, with and without the optional ones."""

tokens = texts.filter(lambda token: bool(token.strip()))

answers: st.SearchStrategy[dict[str, Any]] = from_field(OPERATION.answer)
codes = st.sampled_from([{}, {"errcode": 0}, {"errcode": 0.0}])
accepted_answers = st.builds(lambda members, code: {**_without_code(members), **code}, answers, codes)
rejected_answers = answers.filter(lambda members: members.get("errcode", 0) != 0)

_lies = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(["application/json", "text/html; charset=GBK", "application/json;charset=x"]),
        "Content-Encoding": st.sampled_from(["gzip", "deflate", "br", "identity"]),
    },
)


def _without_code(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name != "errcode"}


@st.composite
def any_bytes(draw: st.DrawFn) -> bytes:
    """Return bodies near to JSON and far from it: whole, cut short, backwards, in other charsets."""
    text = json.dumps(draw(answers | json_values), ensure_ascii=draw(st.booleans()))
    content = text.encode(draw(st.sampled_from(["utf-8", "utf-16", "gb18030"])))
    cut = draw(st.integers(0, len(content)))
    return draw(st.sampled_from([content, content[:cut], content[::-1]]) | st.binary(max_size=30))


statuses = st.just(200) | st.integers(100, 999)
any_replies = st.builds(
    lambda status, lies, content: Reply(status=status, media_type=None, headers=tuple(lies.items()), body=content),
    statuses,
    _lies,
    any_bytes(),
)
"""Answers of any status, any bytes, and headers that may lie about them."""
