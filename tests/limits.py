"""Copies of the document with one limit more, at the top of a body, in an object, and in a list of objects."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from dingtalk_contract.contract import Document, load_document

NAME = "extra"
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "enum": {"type": "string", "enum": ["RED", "GREEN"], "example": "RED"},
    "const": {"type": "integer", "const": 7, "example": 7},
    "minimum": {"type": "integer", "minimum": 3, "example": 5},
    "maximum": {"type": "integer", "maximum": 30, "example": 5},
    "minLength": {"type": "string", "minLength": 3, "example": "abcd"},
    "maxLength": {"type": "string", "maxLength": 9, "example": "abcd"},
    "pattern": {"type": "string", "pattern": "^[a-z]+-[0-9]+$", "example": "abc-12"},
    "minItems": {"type": "array", "minItems": 2, "example": ["a", "b"]},
    "maxItems": {"type": "array", "maxItems": 3, "example": ["a", "b"]},
}
"""A field for each keyword."""
PLACES: Mapping[str, str] = {
    "at the top": f"queryTasks/body/{NAME}",
    "in an object": f"cancelTaskGroup/body/request/{NAME}",
    "in a list of objects": f"cancelTaskGroup/body/request/{NAME}s/items/{NAME}",
}
"""Where the field stands: the operation, and the place as clauses name it."""
_WORDS = {"description": "Made up for this test.", "x-provenance": {"kind": "inferred", "source": "page"}}


def edited_raw(keyword: str, place: str, *, has_limit: bool = True) -> dict[str, Any]:
    """Return the document as data, with an optional field at a place of `PLACES` that has a keyword, or lacks it."""
    raw: dict[str, Any] = deepcopy(dict(load_document().raw))
    field = {**_WORDS, **SCHEMAS[keyword]}
    if not has_limit:
        field.pop(keyword)
    if field["type"] == "array":
        field["items"] = {**_WORDS, "type": "string", "example": "a"}
    schemas = raw["components"]["schemas"]
    if place == "in a list of objects":
        items = {**_WORDS, "type": "object", "required": [NAME], "properties": {NAME: field}}
        example = [{NAME: field["example"]}]
        listed = {**_WORDS, "type": "array", "items": items, "example": example}
        schemas["CancelTaskGroupRequest"]["properties"][f"{NAME}s"] = listed
    elif place == "in an object":
        schemas["CancelTaskGroupRequest"]["properties"][NAME] = field
    else:
        schemas["QueryTasksBody"]["properties"][NAME] = field
    return raw


def edited_document(keyword: str, place: str, folder: Path, *, has_limit: bool = True) -> Document:
    """Return the same as a document, written into a folder."""
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(edited_raw(keyword, place, has_limit=has_limit), ensure_ascii=False), encoding="utf-8")
    return load_document(path)
