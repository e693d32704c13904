"""The problems of references, and a document that can be walked in spite of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..contract import take
from ._places import NAMES, at, walk_everything, walk_mappings
from ._problems import Problem, Steps, problem_at

BROKEN = "x-broken-reference"
"""Marks a node whose reference was taken away, so that nothing more is said of it."""


def spell_keys(node: Any) -> Any:
    """Return a copy whose keys are all text, as those of JSON are."""
    if isinstance(node, list):
        return [spell_keys(each) for each in node]
    return {str(key): spell_keys(each) for key, each in node.items()} if isinstance(node, dict) else node


def key_problems(file: object, raw: Any) -> Iterator[Problem]:
    """Find keys that YAML reads as something else than text."""
    for steps, node in walk_everything(raw):
        for key in node if isinstance(node, dict) else ():
            if not isinstance(key, str):
                why = "the keys of JSON are text"
                yield problem_at(file, (*steps, key), wrong=f"the key {key!r} is no text", why=why, remedy="Quote it")


def reference_problems(file: object, raw: Mapping[str, Any]) -> Iterator[tuple[Steps, Problem]]:
    """Find the references that cannot be followed, each with the steps of its node."""
    references = [
        (steps, node["$ref"])
        for steps, node in walk_everything(raw)
        if isinstance(node, dict) and isinstance(node.get("$ref"), str)
    ]
    broken = {steps: _why_broken(raw, steps, reference, references) for steps, reference in references}
    # Among values, a member of this name that is no text is a member like others.
    broken |= {
        steps: "it is no text" for steps, node in walk_mappings(raw) if not isinstance(node.get("$ref", ""), str)
    }
    for steps, why in broken.items():
        if why:
            wrong = f"the reference {at(raw, steps)['$ref']!r} cannot be followed"
            remedy = "Name a part of this document that lies outside"
            yield steps, problem_at(file, (*steps, "$ref"), wrong=wrong, why=why, remedy=remedy)


def without(node: Any, broken: set[Steps], steps: Steps = ()) -> Any:
    """Return a copy without the references at these steps."""
    if isinstance(node, list):
        return [without(each, broken, (*steps, index)) for index, each in enumerate(node)]
    if not isinstance(node, dict):
        return node
    copy = {key: without(each, broken, (*steps, key)) for key, each in node.items()}
    if steps in broken:
        reference = copy.pop("$ref")
        # Among names, the mark would be one of them.
        copy |= {} if steps and steps[-1] in NAMES else {BROKEN: reference}
    return copy


def target_steps(reference: str) -> tuple[str, ...]:
    """Return the steps from the root to what a local reference names."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))


def _why_broken(raw: Any, steps: Steps, reference: str, references: list[tuple[Steps, str]]) -> str | None:
    if not reference.startswith("#/"):
        return "it leaves the document"
    if not isinstance(take(raw, target_steps(reference)), dict):
        return "it names nothing"
    return "it leads back to itself" if _leads_back(steps, reference, references) else None


def _leads_back(steps: Steps, reference: str, references: list[tuple[Steps, str]]) -> bool:
    waiting, seen = [reference], set[str]()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        target = target_steps(current)
        below = [(place, name) for place, name in references if place[: len(target)] == target]
        if any(place == steps for place, _ in below):
            return True
        waiting += [name for _, name in below]
    return False
