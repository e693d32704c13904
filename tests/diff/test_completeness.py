"""Nothing that changes in a contract goes unseen."""

import copy
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.contract import default_clauses_path, default_document_path, read_yaml
from dingtalk_contract.diff import compare_contracts, read_files
from dingtalk_contract.errors import ContractToolError

from .contracts import Edit, write

Steps = tuple[Any, ...]


def walk(node: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Return the steps to every node but the root."""
    for key, below in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*steps, key)
        yield from walk(below, (*steps, key))


def mutations(root: Any) -> Iterator[tuple[str, Any]]:
    """Return the root again and again, each time with one node gone, another, or of another kind."""
    kinds: Iterator[Any] = cycle(({"a": 1}, [1], 5, None, [{}], "x"))
    for steps in walk(root):
        for verb in ("gone", "another", "mistyped"):
            mutant = copy.deepcopy(root)
            holder = mutant
            for step in steps[:-1]:
                holder = holder[step]
            value = holder[steps[-1]]
            if verb == "gone":
                del holder[steps[-1]]
            elif verb == "mistyped":
                holder[steps[-1]] = next(each for each in kinds if not isinstance(value, type(each)))
            elif isinstance(value, dict | list):
                continue
            else:
                holder[steps[-1]] = not value if isinstance(value, bool) else f"{value}x"
            yield f"/{'/'.join(map(str, steps))} {verb}", mutant


def replace_by(value: Any) -> Edit:
    """Make the edit that leaves nothing of what was there."""
    return lambda target: (target.clear(), target.update(value))


def unseen(folder: Path, root: Any, *, has_clauses: bool) -> tuple[list[str], list[str]]:
    """Return the mutations that the diff takes for nothing, and those that it refuses to read."""
    small = [replace_by(with_one_operation(read_yaml(default_document_path()), "cancelTaskGroup"))]
    old = read_files(
        write(folder / "old", *small, clauses=replace_by(root))
        if has_clauses
        else write(folder / "old", replace_by(root))
    )
    missed: list[str] = []
    refused: list[str] = []
    for index, (name, mutant) in enumerate(mutations(root)):
        edit = replace_by(mutant)
        path = write(folder / str(index), *small, clauses=edit) if has_clauses else write(folder / str(index), edit)
        try:
            new = read_files(path)
            changes = compare_contracts(old, new).changes and compare_contracts(new, old).changes
        except ContractToolError:
            refused.append(name)
            continue
        if not changes:
            missed.append(name)
    return missed, refused


def with_one_operation(root: Any, name: str) -> Any:
    """Return the document with one operation alone, and the schemas that it refers to."""
    paths = {path: item for path, item in root["paths"].items() if f"'operationId': '{name}'" in str(item)[:200]}
    found: dict[str, Any] = {}
    waiting = [paths]
    while waiting:
        for reference in re.findall(r"#/components/schemas/(\w+)", str(waiting.pop())):
            if reference not in found:
                found[reference] = root["components"]["schemas"][reference]
                waiting.append(found[reference])
    return {**root, "paths": paths, "components": {**root["components"], "schemas": found}}


@pytest.mark.parametrize("name", ["cancelTaskGroup", pytest.param("saveProcess", marks=pytest.mark.slow)])
def test_every_mutation_of_the_document_is_seen(name: str, tmp_path: Path) -> None:
    """Whatever is taken out of the document, or altered, is a change."""
    root = with_one_operation(read_yaml(default_document_path()), name)

    missed, refused = unseen(tmp_path, root, has_clauses=False)

    assert missed == []
    assert [each for each in refused if not re.match(r"/(openapi|info|paths|components)( |/)|.*\$ref", each)] == []
    assert len(refused) < 60


@pytest.mark.parametrize(
    "section",
    [pytest.param("derived", marks=pytest.mark.slow), pytest.param("clauses", marks=pytest.mark.slow), "sources"],
)
def test_every_mutation_of_the_clauses_is_seen(section: str, tmp_path: Path) -> None:
    """Whatever is taken out of the clauses, or altered, is a change."""
    root = read_yaml(default_clauses_path())
    if section != "sources":
        # A few entries have every key that any has.
        needing = [each for each in root[section] if "needs" in each][:1]
        root[section] = [*root[section][:3], *needing]

    missed, refused = unseen(tmp_path, {"schema": 1, section: root[section]}, has_clauses=True)

    assert (missed, refused) == ([], [])
