"""Runs of the judge on clients in this process, with their records kept."""

from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

from dingtalk_contract.cli.operations import chosen_operations, known_good
from dingtalk_contract.conformance import ClientTarget, ExitCode, Processes, Profile, Settings, check
from dingtalk_contract.contract import Catalogue, TargetKind, load_catalogue, load_document
from tests.clients.forks import Forks
from tests.conformance.runs import Lines

DOCUMENT = load_document()
PROCESSES = "dingtalk_contract.conformance._processes.Processes.run"
LATE = "contract_tests.client.answers.LATE_SECONDS"


def catalogue_of(operations: Iterable[str] | None = None) -> Catalogue:
    """Return the clauses on clients on some operations."""
    return load_catalogue(DOCUMENT, TargetKind.CLIENT, operations=chosen_operations(DOCUMENT, operations))


CATALOGUE = catalogue_of()


def run(
    command: tuple[str, ...],
    *,
    operations: Iterable[str] | None = None,
    forks: Forks | None = None,
    late: float = 0.3,
    **changes: Any,
) -> tuple[ExitCode, Lines]:
    """Judge a client that is started so, in little time.

    Args:
        forks: what runs the client in place of its command.
    """
    lines = Lines()
    fields: dict[str, Any] = {
        "target": ClientTarget(command=command),
        "document": DOCUMENT,
        "catalogue": catalogue_of(operations),
        "known_good": known_good(DOCUMENT, chosen_operations(DOCUMENT, operations)),
        "profile": Profile.QUICK,
        "timeout": 2,
    }
    with patch(LATE, late), patch(PROCESSES, forks.run if forks else Processes.run):
        return check(Settings(**fields | changes), [lines]), lines
