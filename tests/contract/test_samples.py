"""Samples where a body lacks what is around a field."""

from typing import Any

import pytest

from dingtalk_contract.contract import walk_fields, with_field

FORM = {"type": "object", "properties": {"title": {"type": "string", "example": "a"}}}
TASK = {"type": "object", "properties": {"forms": {"type": "array", "example": [], "items": FORM}}}
SCHEMA = {"type": "object", "properties": {"tasks": {"type": "array", "example": [], "items": TASK}, "form": FORM}}
"""A list within a list, both of which are empty by example."""


@pytest.mark.parametrize("body", [{}, {"tasks": []}, {"tasks": [{}]}, {"tasks": [{"forms": []}], "form": {}}])
@pytest.mark.parametrize(
    ("place", "filled"),
    [
        ("body/tasks/items/forms/items/title", {"tasks": [{"forms": [{"title": "a"}]}]}),
        ("body/form/title", {"form": {"title": "a"}}),
    ],
)
def test_every_level_on_the_way_is_filled(body: dict[str, Any], place: str, filled: dict[str, Any]) -> None:
    """A field stands in the body, however much around it is missing."""
    tree = walk_fields(SCHEMA, place="body")
    field = next(each for each in tree.walk() if each.place == place)

    assert with_field(body, tree, field) == {**body, **filled}
