"""The contract as data: the document, its fields, the clauses, and edits that break them."""

from ._breaches import breached_rules, is_forbidden
from ._carried import find_carried
from ._clauses import (
    LANGUAGES,
    Catalogue,
    Clause,
    Level,
    Provenance,
    TargetKind,
    default_clauses_path,
    derived_rules,
    derived_slug,
    load_catalogue,
    read_clauses,
)
from ._document import (
    METHODS,
    Document,
    Operation,
    default_document_path,
    load_document,
    resolve_references,
)
from ._edits import ABSENT, Edit, absence, apply_edit, forbidden_values, put, replacement, take
from ._fields import ITEM, TYPE_NAMES, Field, is_of_type, type_of, walk_fields
from ._versions import SEMANTIC, Step, Version
from ._yaml import read_yaml

__all__ = [
    "ABSENT",
    "ITEM",
    "LANGUAGES",
    "METHODS",
    "SEMANTIC",
    "TYPE_NAMES",
    "Catalogue",
    "Clause",
    "Document",
    "Edit",
    "Field",
    "Level",
    "Operation",
    "Provenance",
    "Step",
    "TargetKind",
    "Version",
    "absence",
    "apply_edit",
    "breached_rules",
    "default_clauses_path",
    "default_document_path",
    "derived_rules",
    "derived_slug",
    "find_carried",
    "forbidden_values",
    "is_forbidden",
    "is_of_type",
    "load_catalogue",
    "load_document",
    "put",
    "read_clauses",
    "read_yaml",
    "replacement",
    "resolve_references",
    "take",
    "type_of",
    "walk_fields",
]
