"""The problems of fields outside of bodies: parameters, headers and credentials."""

from collections.abc import Iterator, Mapping
from typing import Any

from ._places import NAMED_SCHEMAS, members, walk_mappings
from ._problems import Problem, Steps, problem_at
from ._references import BROKEN

KINDS = {"parameters": "parameter", "headers": "header", "securitySchemes": "credential"}


def parameter_problems(file: object, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Find the parameters, headers and credentials without description, example or provenance."""
    for steps, node in walk_mappings(raw):
        kind = _kind(steps)
        if kind is None or "$ref" in node or BROKEN in node:
            continue
        for what in _lacks(node, kind):
            wrong, why = f"the {kind} lacks {what}", f"every {kind} has it"
            yield problem_at(file, steps, wrong=wrong, why=why, remedy="Add it")


def schema_of(steps: Steps, node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of a parameter or header, an empty one of everything else."""
    return members(node, "schema") if _kind(steps) in {"parameter", "header"} else {}


def _kind(steps: Steps) -> str | None:
    # A field of a body may be called so too.
    if len(steps) < 2 or (len(steps) > 2 and steps[-3] in NAMED_SCHEMAS):
        return None
    return KINDS.get(str(steps[-2]))


def _lacks(node: Mapping[str, Any], kind: str) -> Iterator[str]:
    if not str(node.get("description") or "").strip():
        yield "a description"
    # A credential is a secret, and has none to show.
    examples = {"example", "examples"} & {*node, *members(node, "schema")}
    if kind != "credential" and not examples and "content" not in node:
        yield "an example"
    if not node.get("x-provenance"):
        yield "x-provenance"
