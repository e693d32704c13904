"""Limits of the document: the client refuses what is beyond each, at any depth, and sends what is within."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from client_runtime._schemas import LIMITS as CHECKED
from regeneration import regenerate

from dingtalk_contract.contract import LIMITS, load_document, walk_fields
from tests.client.calling import EXAMPLES, OPERATIONS, SIDES, answering, imported, opened, say
from tests.limits import SCHEMAS

ITEMS = {"type": "string", "example": "a"}
FIELDS: dict[str, dict[str, Any]] = {
    **{
        keyword: {**schema, **({"items": ITEMS} if schema["type"] == "array" else {})}
        for keyword, schema in SCHEMAS.items()
    },
    "case": {"type": "string", "enum": ["AGREE", "REFUSE"], "x-free": ["letter-case"], "example": "AGREE"},
    "fixed_case": {"type": "string", "const": "AGREE", "x-free": ["letter-case"], "example": "AGREE"},
}
"""An optional field for each keyword, and those whose letter case is free."""
STRICT = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
"""An object that needs a member of a type."""
Place = tuple[str, Callable[[str, Any], dict[str, Any]], str]
PLACES: dict[str, Place] = {
    "at the top": ("query_tasks", lambda name, value: {name: value}, "{}"),
    "in the envelope": ("cancel_task_group", lambda name, value: {name: value}, "{}"),
    "in an object": ("cancel_task_group", lambda name, value: {"nested": {name: value}}, "nested.{}"),
    "in a list of objects": ("cancel_task_group", lambda name, value: {"listed": [{}, {name: value}]}, "listed[1].{}"),
}
"""The method, its argument with a value of a field, and the place as an error names it."""
INT64 = 2**63


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The client of a document with every field at every place."""
    folder = tmp_path_factory.mktemp("limited")
    raw: dict[str, Any] = deepcopy(dict(load_document().raw))
    fields = {**FIELDS, "strict": STRICT}
    below = {"type": "object", "properties": fields}
    schemas = raw["components"]["schemas"]
    schemas["QueryTasksBody"]["properties"] |= fields
    schemas["CancelTaskGroupRequest"]["properties"] |= {
        **fields,
        "nested": below,
        "listed": {"type": "array", "items": below},
    }
    (folder / "openapi.yaml").write_text(json.dumps(raw), encoding="utf-8")
    regenerate(folder / "openapi.yaml", folder / "generated")
    with imported(folder / "generated") as client:
        yield client


def values(name: str, *, is_allowed: bool) -> list[Any]:
    """Return values on one side of a field's limits, as far as JSON numbers of 64 bits have them."""
    field = walk_fields(FIELDS[name], place=name)
    limits = [limit for keyword, limit in LIMITS.items() if keyword in FIELDS[name]]
    sides = [limit.allowed if is_allowed else limit.forbidden for limit in limits]
    near = [value for side in sides for value in side(field, FIELDS[name]["example"])]
    return [value for value in near if not (is_allowed and isinstance(value, int) and not -INT64 <= value < INT64)]


def test_the_client_checks_every_keyword() -> None:
    """The client's table has the keywords of the contract's."""
    assert CHECKED.keys() == LIMITS.keys()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("side", SIDES)
def test_both_sides_of_a_limit(limited: Any, side: str, name: str, place: str) -> None:
    """What a limit forbids is refused by its place, what it allows is sent."""
    method, make, where = PLACES[place]
    allowed, forbidden = values(name, is_allowed=True), values(name, is_allowed=False)
    assert allowed
    assert forbidden

    with answering(say({})) as sent, opened(side, package=limited) as workflow:
        for value in forbidden:
            with pytest.raises(limited.InvalidArgument) as caught:
                getattr(workflow, method)(**EXAMPLES[method], **make(name, value))
            assert caught.value.field == where.format(name)
        assert sent == []
        for value in allowed:
            getattr(workflow, method)(**EXAMPLES[method], **make(name, value))

    bodies = [json.loads(request.content) for request in sent]
    own = [body["request"] if OPERATIONS[method].envelope else body for body in bodies]
    assert own == [{**EXAMPLES[method], **make(name, value)} for value in allowed]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("value", "below"), [("a", ""), ([], ""), (None, ""), ({}, ".id"), ({"id": "1"}, ".id"), ({"id": None}, ".id")]
)
@pytest.mark.parametrize("side", SIDES)
def test_types_and_required_members(limited: Any, side: str, value: Any, below: str, place: str) -> None:
    """Another type or a missing member is refused, by its place."""
    method, make, where = PLACES[place]

    with answering(say({})) as sent, opened(side, package=limited) as workflow:
        getattr(workflow, method)(**EXAMPLES[method], **make("strict", {"id": 1}))
        if value is None and where == "{}":
            return
        with pytest.raises(limited.InvalidArgument) as caught:
            getattr(workflow, method)(**EXAMPLES[method], **make("strict", value))

    assert caught.value.field == where.format("strict") + below
    assert len(sent) == 1


def test_a_free_letter_case_is_sent_as_given(limited: Any) -> None:
    """Text whose letter case is free may be written in any."""
    assert {"AGREE", "agree", "Agree"} <= set(values("case", is_allowed=True))
    assert "agree" in values("fixed_case", is_allowed=True)
    assert limited.DingTalkWorkflow.query_tasks.__annotations__["case"] == str | None
