"""Two contracts that differ by edits, written to a folder and compared."""

import copy
import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dingtalk_contract.contract import default_clauses_path, default_document_path, read_yaml
from dingtalk_contract.diff import Comparison, Contract, compare_contracts, read_files

Edit = Callable[[Any], object]
PATH = "/topapi/process/workrecord/taskgroup/cancel"


def nothing(_: Any) -> None:
    """Leave the document as it is."""


@cache
def _base(path: Path) -> Any:
    return read_yaml(path)


def write(folder: Path, *edits: Edit, clauses: Edit | None = None) -> Path:
    """Write the distribution's document with these edits, and its clauses if an edit of them is given."""
    folder.mkdir()
    document = copy.deepcopy(_base(default_document_path()))
    for edit in edits:
        edit(document)
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(document), encoding="utf-8")
    if clauses is not None:
        beside = copy.deepcopy(_base(default_clauses_path()))
        clauses(beside)
        (folder / "clauses.yaml").write_text(json.dumps(beside), encoding="utf-8")
    return path


@lru_cache(maxsize=4)
def _old(edit: Edit, *, has_clauses: bool) -> Contract:
    """Read the old side once for comparisons that begin with the same edit, which is often none; few are kept."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "old")
        return read_files(write(path, clauses=edit) if has_clauses else write(path, edit))


def compare(folder: Path, before: Edit, after: Edit, *, has_clauses: bool = False) -> Comparison:
    """Compare the document after one edit with the same after another one too."""
    old = _old(before, has_clauses=has_clauses)
    if has_clauses:
        new = write(folder / "new", clauses=lambda clauses: (before(clauses), after(clauses)))
    else:
        new = write(folder / "new", before, after)
    return compare_contracts(old, read_files(new))


def operation(document: Any) -> Any:
    """Return the operation."""
    return document["paths"][PATH]["post"]


def schema(flow: str) -> Callable[[Any], Any]:
    """Return what finds the schema that holds the fields of a request or an answer."""
    name = {"request": "CancelTaskGroupRequest", "answer": "CancelTaskGroupAnswer"}[flow]
    return lambda document: document["components"]["schemas"][name]


def field(flow: str) -> Callable[[Any], Any]:
    """Return what finds an optional list of strings of a request, or a whole number of an answer."""
    name = {"request": "activity_id_list", "answer": "errcode"}[flow]
    return lambda document: schema(flow)(document)["properties"][name]


def content(flow: str) -> Callable[[Any], Any]:
    """Return what finds the Content-Types of a request or an answer."""

    def find(document: Any) -> Any:
        holder = operation(document)
        return (holder["requestBody"] if flow == "request" else holder["responses"]["200"])["content"]

    return find
