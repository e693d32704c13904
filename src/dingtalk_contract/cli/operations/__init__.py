"""The operations on the command line: the options that each brings along, and the known-good values they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from . import cancel_task_group, clean_process, get_token, query_tasks

if TYPE_CHECKING:
    from ...conformance import KnownGood
    from ...contract import Document, Operation

DEFAULT = cancel_task_group.NAME
"""The operation that is judged where none is named."""
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The options that are called like fields: each counts wherever a field of its name stands."""

    cancelling: cancel_task_group.Options = field(default_factory=cancel_task_group.Options)
    querying: query_tasks.Options = field(default_factory=query_tasks.Options)
    granting: get_token.Options = field(default_factory=get_token.Options)
    cleaning: clean_process.Options = field(default_factory=clean_process.Options)

    @property
    def options(self) -> dict[str, Any]:
        """The values of all options by the names of fields, None for each that was not given."""
        parts = (self.cancelling, self.querying, self.granting, self.cleaning)
        return {name: value for part in parts for name, value in part.values.items()}

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of fields, without those that were not given."""
        return {name: value for name, value in self.options.items() if value is not None}


def chosen_operations(document: "Document", names: Iterable[str] | None) -> "tuple[Operation, ...]":
    """Return the operations that were named, in the order of the document.

    Raises:
        UsageError: there is none of a name.
    """
    wanted = set(names or (DEFAULT,))
    if ALL in wanted:
        return document.operations
    found = {document.operation(name).id for name in sorted(wanted)}
    return tuple(operation for operation in document.operations if operation.id in found)


def known_good(
    document: "Document",
    operations: "Iterable[Operation] | None" = None,
    *,
    token: str | None = None,
    named: Named | None = None,
    values: Path | None = None,
) -> "dict[str, KnownGood]":
    """Return what the user says is good on the target, by operationId; the document's examples where nothing is said.

    Args:
        operations: by default the one that is judged where none is named.
        values: a file of values; what is named by an option comes before it.

    Raises:
        UsageError: the file cannot be used.
    """
    from ...conformance import example_of, read_values, with_named, with_token, with_values

    read = read_values(values, document) if values else {}
    good = {}
    for operation in operations or chosen_operations(document, None):
        given = (named or Named()).values
        own = token if operation.token_name == document.token_name else given.get(operation.token_name or "")
        found = with_values(example_of(operation), operation, read.get(operation.id, {}))
        found = with_named(with_token(found, own), operation, given)
        good[operation.id] = replace(found, spares=cancel_task_group.spares(found, operation))
    return good


def require_named(operation: "Operation", token: str | None, named: Named, placed: Mapping[str, Any]) -> None:
    """Make sure that every value that is sent was given by the user.

    Args:
        placed: the values of a file, by place.

    Raises:
        UsageError: one is left to the example.
    """
    leaves = [field for field in operation.body.walk() if field.steps and not field.parts]
    given = {*named.values, *(place.rpartition("/")[2] for place in placed)}
    left = dict.fromkeys(field.steps[-1] for field in leaves if not field.is_item and field.steps[-1] not in given)
    own = token or named.values.get(operation.token_name or "")
    names = ([] if own or operation.token_name is None else [operation.token_name]) + list(left)
    if names:
        known = {"access_token", *named.options}
        options = ", ".join(f"--{name.replace('_', '-')}" if name in known else f"{name} (--values)" for name in names)
        raise UsageError(f"cannot judge the real service without {options}: only ids that you name are sent.")
