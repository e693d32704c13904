"""The lint: all problems of the document, the clauses, the examples and the recorded answers, each with its place."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..contract import (
    Document,
    default_clauses_path,
    default_document_path,
    find_carried,
    load_document,
    read_clauses,
    read_yaml,
    resolve_references,
)
from ..errors import DocumentError
from ._clauses import all_names, entry_problems, form_problems, sound_entries
from ._document import document_problems
from ._examples import example_problems, recorded_problems
from ._freedoms import FREEDOMS, Freedom
from ._places import walk_operations
from ._problems import Problem
from ._references import key_problems, reference_problems, spell_keys, without
from ._suite import suite_problems

__all__ = ["FREEDOMS", "Freedom", "Problem", "lint_spec"]


def lint_spec(
    document_path: Path | None = None, clauses_path: Path | None = None, suite: Path | None = None
) -> tuple[Problem, ...]:
    """Find all problems of a document and of the clauses, and in a folder such as spec/ of all that lies there.

    Args:
        document_path: by default the one that travels with the distribution.
        clauses_path: by default likewise.
        suite: the contract tests; by default likewise.

    Raises:
        DocumentError: the document cannot be read at all.
        ClausesError: the file of clauses cannot be read at all.
    """
    document_path, clauses_path = document_path or default_document_path(), clauses_path or default_clauses_path()
    read, clauses = _read(document_path), read_clauses(clauses_path)
    spelt = spell_keys(read)
    broken = dict(reference_problems(document_path, spelt))
    raw = without(spelt, set(broken))
    sources = clauses["sources"].keys() if isinstance(clauses.get("sources"), dict) else None
    problems = [*key_problems(document_path, read), *broken.values(), *document_problems(document_path, raw, sources)]
    document = None if problems else _load(document_path)
    problems += _clauses_problems(clauses_path, clauses, _operation_ids(raw), document, suite)
    problems += _folder_problems(document_path.parent, raw)
    return tuple(problems)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = read_yaml(path)
    except ValueError as error:
        raise DocumentError(path, str(error)) from error
    if not isinstance(raw, dict) or "openapi" not in raw:
        raise DocumentError(path, "it is no OpenAPI document: the key 'openapi' is missing")
    return raw


def _load(path: Path) -> Document | None:
    try:
        return load_document(path)
    except DocumentError:
        # A document can be sound and still have nothing to judge, such as an operation without a body.
        return None


def _operation_ids(raw: Mapping[str, Any]) -> set[str]:
    return {str(node.get("operationId")) for _, node in walk_operations(raw)}


def _clauses_problems(
    path: Path, raw: Mapping[str, Any], operations: Collection[str], document: Document | None, suite: Path | None
) -> Iterator[Problem]:
    malformed = form_problems(path, raw)
    entries = sound_entries(raw, malformed)
    yield from malformed
    yield from entry_problems(path, raw, entries, operations, document)
    yield from suite_problems(path, entries, all_names(raw), suite or find_carried("contract_tests"))


def _folder_problems(folder: Path, raw: Mapping[str, Any]) -> Iterator[Problem]:
    # Beside a document somewhere else, a folder called examples may be anything.
    if (folder / "clauses.yaml").exists():
        yield from example_problems(folder / "examples", resolve_references(raw))
        yield from recorded_problems(folder / "recorded")
