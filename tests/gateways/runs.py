"""Runs of the judge on gateways in this process, with their records kept."""

from collections.abc import Iterable
from typing import Any

from dingtalk_contract.cli.operations import chosen_operations, known_good
from dingtalk_contract.conformance import ExitCode, GatewayTarget, Profile, Settings, check
from dingtalk_contract.contract import Catalogue, TargetKind, load_catalogue, load_document
from dingtalk_contract.exchange import parse_url
from tests.conformance.runs import Lines
from tests.gateways.forwarding import Behaviour, forwarding

DOCUMENT = load_document()


def catalogue_of(operations: Iterable[str] | None = None) -> Catalogue:
    """Return the clauses on gateways on some operations."""
    return load_catalogue(DOCUMENT, TargetKind.GATEWAY, operations=chosen_operations(DOCUMENT, operations))


def run(behaviour: Behaviour, **changes: Any) -> tuple[ExitCode, Lines]:
    """Judge a gateway that behaves so."""
    with forwarding(behaviour) as (url, port):
        return run_at(url, port, **changes)


def run_at(url: str, port: int, *, operations: Iterable[str] | None = None, **changes: Any) -> tuple[ExitCode, Lines]:
    """Judge the gateway at a URL, listening behind it on a port."""
    lines = Lines()
    fields: dict[str, Any] = {
        "target": GatewayTarget(address=parse_url(url), upstream=("127.0.0.1", port)),
        "document": DOCUMENT,
        "catalogue": catalogue_of(operations),
        "known_good": known_good(DOCUMENT, chosen_operations(DOCUMENT, operations)),
        "profile": Profile.QUICK,
        "timeout": 4,
    }
    return check(Settings(**fields | changes), [lines]), lines
