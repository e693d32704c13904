"""Runs of the judge in this process, with their records kept."""

from collections.abc import Mapping
from typing import Any

from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import ExitCode, Profile, ServerTarget, Settings, check
from dingtalk_contract.contract import load_catalogue, load_document
from dingtalk_contract.exchange import Address, parse_url
from tests.servers.serving import Behaviour, serving

DOCUMENT = load_document()
CATALOGUE = load_catalogue(DOCUMENT, operations=[DOCUMENT.operation("cancelTaskGroup")])


class Lines:
    """Keeps the lines of a record."""

    def __init__(self) -> None:
        self.lines: list[Mapping[str, Any]] = []

    def take(self, record: Mapping[str, Any]) -> None:
        """Take one line."""
        self.lines.append(record)

    def results(self, verdict: str) -> list[Mapping[str, Any]]:
        """Return the results with this verdict."""
        return [line for line in self.lines if line["record"] == "result" and line["verdict"] == verdict]


def run(behaviour: Behaviour, *, is_live: bool = False, **changes: Any) -> tuple[ExitCode, Lines]:
    """Judge a server that behaves so."""
    with serving(behaviour) as url:
        return run_at(parse_url(url), is_live=is_live, **changes)


def run_at(address: Address, *, is_live: bool = False, **changes: Any) -> tuple[ExitCode, Lines]:
    """Judge the server at an address."""
    lines = Lines()
    fields: dict[str, Any] = {
        "target": ServerTarget(address=address, is_live=is_live),
        "document": DOCUMENT,
        "catalogue": CATALOGUE,
        "known_good": known_good(DOCUMENT),
        "profile": Profile.QUICK,
        "timeout": 2,
    }
    return check(Settings(**fields | changes), [lines]), lines
