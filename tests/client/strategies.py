"""The strategies: documented arguments and answers, and undocumented answers, made from the document."""

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from contract_tests.strategies import INT64, from_field, json_values, texts
from dingtalk_contract.contract import LIMITS, Field, Operation
from tests.client.calling import METHOD, OPERATIONS
from tests.servers.serving import Reply

PROFILE = settings(max_examples=50, database=None, deadline=None, print_blob=False)
"""The one profile of these properties."""

_LONG = "待办-" * 500


def own_fields(operation: Operation) -> tuple[Field, ...]:
    """Return the fields that are arguments of an operation."""
    return next(field for field in operation.body.walk() if field.steps == operation.envelope).parts


def from_argument(field: Field) -> st.SearchStrategy[Any]:
    """Return what the document lets an argument be: of its freedoms, those that 64-bit integers and text have."""
    if field.types & {"integer", "number"}:
        return from_field(field).filter(lambda value: isinstance(value, str) or _is_64_bit(value))
    if field.types == {"string"} and LIMITS.keys().isdisjoint(field.schema):
        return texts | st.just(_LONG)
    if field.types == {"array"} and field.parts:
        least = field.schema.get("minItems", 0)
        most = min(least + 6, field.schema.get("maxItems", least + 6))
        return st.lists(from_argument(field.parts[0]), min_size=least, max_size=most)
    return from_arguments(field.parts) if field.types == {"object"} and field.parts else from_field(field)


def _is_64_bit(value: Any) -> bool:
    return type(value) is int and -INT64 <= value < INT64


def from_arguments(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Return documented arguments, with and without the optional ones."""
    values = {field.steps[-1]: from_argument(field) for field in fields}
    needed = {field.steps[-1] for field in fields if field.required}
    optional = {name: value for name, value in values.items() if name not in needed}
    return st.fixed_dictionaries({name: values[name] for name in needed}, optional=optional)


tokens = texts.filter(lambda token: bool(token.strip()))

answers: st.SearchStrategy[dict[str, Any]] = from_field(OPERATIONS[METHOD].answer)
codes = st.sampled_from([{}, {"errcode": 0}, {"errcode": 0.0}])
rejected_answers = answers.filter(lambda members: members.get("errcode", 0) != 0)

_lies = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(["application/json", "text/html; charset=GBK", "application/json;charset=x"]),
        "Content-Encoding": st.sampled_from(["gzip", "deflate", "br", "identity"]),
    },
)


def accepted_answers(operation: Operation) -> st.SearchStrategy[dict[str, Any]]:
    """Return documented answers that say yes."""

    def accept(members: dict[str, Any], code: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in members.items() if name != "errcode"} | code

    return st.builds(accept, from_field(operation.answer), codes)


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
