"""The contracts that can be compared: files, released versions, and the one that is being worked on."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..contract import SEMANTIC, Version, default_document_path, find_carried
from ..errors import ClausesError, DocumentError, UsageError
from ._nodes import Node, read_nodes

RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A document and, where they lie beside it, its clauses."""

    name: str
    """What it is called: a version that is released, a path, or the working document."""
    version: Version
    document: Node
    clauses: Node | None
    sha256: str
    """Covers the document and, where there are any, the clauses."""


def released_versions(spec: Path | None = None) -> list[Version]:
    """Return the released versions, the lowest first."""
    folder = (spec or find_carried("spec")) / RELEASED
    return sorted(Version.parse(path.stem) for path in folder.glob("*.yaml") if SEMANTIC.fullmatch(path.stem))


def released_path(version: object, spec: Path | None = None) -> Path:
    """Return the path of a released document."""
    return (spec or find_carried("spec")) / RELEASED / f"{version}.yaml"


def clauses_beside(document: Path) -> Path:
    """Return the path where the clauses of a document lie, if it has any."""
    if SEMANTIC.fullmatch(document.stem):
        return document.with_name(f"{document.stem}.clauses.yaml")
    return document.with_name("clauses.yaml")


def read_contract(wanted: str | None, *, is_old: bool) -> Contract:
    """Read what a user named: a released version, a file, or by default the last released or the working document.

    Raises:
        UsageError: no such version is released.
        DocumentError: the document cannot be read.
        ClausesError: the clauses beside it cannot be read.
    """
    versions = released_versions()
    if wanted is None and is_old:
        if not versions:
            raise UsageError("cannot compare with the last released version: none is released. Name two files.")
        wanted = str(versions[-1])
    if wanted is None:
        return read_files(default_document_path(), name="the working document")
    if not SEMANTIC.fullmatch(wanted):
        return read_files(Path(wanted))
    if wanted not in map(str, versions):
        known = ", ".join(map(str, versions)) or "none"
        raise UsageError(f"cannot compare the version {wanted!r}: it is not released. Released: {known}.")
    return read_files(released_path(wanted), name=wanted)


def read_files(path: Path, name: str | None = None) -> Contract:
    """Read a document, and the clauses beside it.

    Raises:
        DocumentError: the document cannot be read, or is none.
        ClausesError: the clauses cannot be read.
    """
    try:
        document = read_nodes(path)
        _require_form(document)
        version = Version.parse(str(document.read("info", "version")))
    except ValueError as error:
        raise DocumentError(path, str(error)) from error
    beside = clauses_beside(path)
    clauses = _read_clauses(beside) if beside.exists() else None
    content = path.read_bytes() + (beside.read_bytes() if clauses is not None else b"")
    digest = hashlib.sha256(content).hexdigest()
    return Contract(name=name or str(path), version=version, document=document, clauses=clauses, sha256=digest)


def _require_form(document: Node) -> None:
    if "openapi" not in document.members:
        raise ValueError("it is no OpenAPI document: the key 'openapi' is missing")
    if not str(document.read("openapi")).startswith("3."):
        raise ValueError(f"it is written in OpenAPI {document.read('openapi')!r}; versions 3 can be compared")
    paths = document.get("paths")
    if paths is None or not isinstance(paths.value, dict):
        raise ValueError("it has no paths")
    wrong = [
        name for name, item in paths.members.items() if not (isinstance(item.value, dict) or name.startswith("x-"))
    ]
    if wrong:
        raise ValueError(f"the path {wrong[0]!r} is no mapping")


def _read_clauses(path: Path) -> Node:
    try:
        clauses = read_nodes(path)
    except ValueError as error:
        raise ClausesError(path, str(error)) from error
    if not isinstance(clauses.value, dict):
        raise ClausesError(path, "it is no mapping")
    return clauses
