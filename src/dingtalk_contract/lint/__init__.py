"""
The lint: all faults of the document, the clauses, the examples and the recorded answers, each with its place.
"""

from pathlib import Path

from ..contract import default_clauses_path, default_document_path, find_carried, load_document, read_clauses, read_yaml
from ..errors import DocumentError
from ._clauses import clause_faults
from ._document import document_faults
from ._examples import example_faults, recorded_faults
from ._faults import Fault
from ._fields import FREEDOMS, field_faults

__all__ = ["FREEDOMS", "Fault", "lint_spec"]


def lint_spec(
    document: Path | None = None, clauses: Path | None = None, suite: Path | None = None
) -> tuple[Fault, ...]:
    """
    Find all faults of a document, and with the distribution's own document of all that lies beside it.

    Args:
        document: by default the one that travels with the distribution.
        clauses: by default likewise.
        suite: the contract tests; by default likewise.

    Raises:
        DocumentError: the document cannot be read at all.
        ClausesError: the file of clauses cannot be read at all.
    """
    path, listed = document or default_document_path(), clauses or default_clauses_path()
    try:
        raw = read_yaml(path)
    except ValueError as error:
        raise DocumentError(path, str(error)) from error
    if not isinstance(raw, dict) or "openapi" not in raw:
        raise DocumentError(path, "it is no OpenAPI document: the key 'openapi' is missing")
    entries = read_clauses(listed)
    faults = list(document_faults(str(path), raw))
    if faults:
        # What is looked for next needs a document that OpenAPI itself has nothing against.
        return tuple(faults)
    faults += field_faults(str(path), raw, entries.get("sources", {}).keys())
    loaded = load_document(path)
    operations = {operation.id for operation in loaded.operations}
    faults += clause_faults(str(listed), entries, operations, suite or find_carried("contract_tests"))
    if document is None:
        faults += example_faults(find_carried("spec") / "examples", loaded)
        faults += recorded_faults(find_carried("spec") / "recorded")
    return tuple(faults)
