"""The problems of the data beside the document: examples and recorded answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..contract import read_yaml
from ._places import walk_contents, walk_operations
from ._problems import Problem, problem_at, schema_problems

PARTS = {"request": "requestBody", "minimal": "requestBody", "accepted": "responses", "rejected": "responses"}
"""The last word of a file's name, and the part of the operation that has its schema."""


def example_problems(folder: Path, resolved: Mapping[str, Any]) -> Iterator[Problem]:
    """Find the examples that are missing, belong to no operation, or do not keep their operation's schema."""
    schemas = {f"{name}.{part}.json": schema for name, part, schema in _expected(resolved)}
    for path in sorted({*folder.glob("*.json"), *(folder / name for name in schemas)}):
        if path.name not in schemas:
            why, remedy = "it is no operation's name and one of its parts", f"End in one of {', '.join(PARTS)}"
            yield problem_at(path, (), wrong="the example is nobody's", why=why, remedy=remedy)
        elif not path.exists():
            why = "every operation has one"
            yield problem_at(path, (), wrong="the example is missing", why=why, remedy="Write the smallest valid one")
        else:
            yield from _file_problems(path, schemas[path.name])


def recorded_problems(folder: Path) -> Iterator[Problem]:
    """Find the recorded answers that do not keep their schema."""
    try:
        schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for path in sorted(folder.glob("*.yaml")):
        try:
            value = read_yaml(path)
        except ValueError as error:
            yield problem_at(path, (), wrong="the record cannot be read", why=str(error), remedy="Mend it")
        else:
            yield from schema_problems(path, (), schema, value, "the record")


def _expected(resolved: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for _, operation in walk_operations(resolved):
        for part, holder in PARTS.items():
            for steps, content in walk_contents(operation):
                if steps[0] == holder and steps[1] in {"content", "200"}:
                    yield str(operation.get("operationId")), part, content.get("schema", True)
                    break


def _file_problems(path: Path, schema: Any) -> Iterator[Problem]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        yield problem_at(path, (), wrong="the example is no JSON", why=str(error), remedy="Mend it")
    else:
        yield from schema_problems(path, (), schema, value, "the example")
