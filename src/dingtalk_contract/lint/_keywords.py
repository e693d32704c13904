"""The problems of keywords: what a schema of a request or an answer says, and no rule judges."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..contract import LIMITS
from ._fields import body_schemas
from ._parameters import schema_of
from ._places import at, members, walk_mappings
from ._problems import Problem, Steps, problem_at

STRUCTURE = {"type", "required", "properties", "items", "$ref"}
ANNOTATIONS = {"title", "description", "example", "examples", "default", "deprecated", "$comment", "externalDocs"}
ANNOTATIONS |= {"readOnly", "writeOnly"}
FORMATS = ("int32", "int64", "float", "double", "password")
"""Those that say how a value is held or shown, and limit no text."""


def keyword_problems(file: object, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Find every keyword of requests and answers that no rule judges, once, where it is declared."""
    found = [(steps, what) for place, _ in body_schemas(raw) for steps, what in _unjudged(place, at(raw, place))]
    for steps, node in walk_mappings(raw):
        found += [
            ((*steps, "schema", each), f"the keyword {each!r}") for each in LIMITS if each in schema_of(steps, node)
        ]
    for steps, what in found:
        why, remedy = "what no rule judges would go unseen", "Leave it out, or write its rule"
        yield problem_at(file, steps, wrong=f"{what} is judged by no rule", why=why, remedy=remedy)


def _unjudged(steps: Steps, schema: Any) -> Iterator[tuple[Steps, str]]:
    if schema is False:
        yield steps, "the schema false"
    for keyword, value in members(schema).items():
        what = _name_unjudged(keyword, value, schema)
        if what:
            yield (*steps, keyword), what


def _name_unjudged(keyword: str, value: Any, schema: Mapping[str, Any]) -> str:
    if keyword == "format":
        return "" if value in FORMATS else f"the format {value!r}"
    if keyword in LIMITS:
        return "" if _fits(keyword, schema) else f"the keyword {keyword!r} of another type"
    is_open = keyword == "additionalProperties" and value in (True, {})
    is_known = is_open or keyword in STRUCTURE | ANNOTATIONS or keyword.startswith("x-")
    return "" if is_known else f"the keyword {keyword!r}"


def _fits(keyword: str, schema: Mapping[str, Any]) -> bool:
    named = schema.get("type", [*LIMITS[keyword].fits])
    types = {"number" if each == "integer" else each for each in (named if isinstance(named, list) else [named])}
    return not LIMITS[keyword].fits.isdisjoint(types)
